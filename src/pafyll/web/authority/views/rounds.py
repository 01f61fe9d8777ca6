"""Changing a round: copy, terms, dates, announcement and draw. Each page says what will happen before it does."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.applications.queries.authority import rounds_on_desk
from pafyll.apps.applications.queries.rounds import checklist, dates_of
from pafyll.apps.applications.services import rounds as services
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.rounds import DatesForm, DrawForm, ReasonForm, TermsForm, terms_of
from pafyll.web.authority.refusals import tried
from pafyll.web.components.http import DeskRequest, fetch, see_other


def own_round(request: DeskRequest, pk: int) -> Round:
    """A round that the viewer may change; 404 or a page with the reason otherwise."""
    rounds = rounds_on_desk(viewer=request.viewer)
    return fetch(rounds, pk, viewer=request.viewer, may=lambda viewer, _round: may_prepare_rounds(viewer))


def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Next year's round from this one."""
    last = own_round(request, pk)
    if request.method == "POST":
        made = services.copy_round(last=last, by=request.user, at=now())
        messages.success(request, _("Runden er kopiert som kladd. Gå gjennom sjekklisten før den kunngjøres."))
        return see_other("authority:round", made.pk)
    return render(request, "authority/copy.html", {"round": last, "dates": _moved(last)})


def _moved(last: Round) -> list[tuple[str, object, object]]:
    """(what, this year, next year) for each date."""
    before, after = dates_of(last), dates_of(last).a_year_later()
    return [(str(DatesForm().fields[name].label), day, getattr(after, name)) for name, day in asdict(before).items()]


def terms(request: DeskRequest, pk: int) -> HttpResponse:
    """Name, rule set, target groups and money of a draft."""
    round = own_round(request, pk)
    form = TermsForm(request.POST or None, initial=terms_of(round))
    if form.is_valid() and tried(
        form, lambda: services.set_terms(round=round, terms=form.value(), by=request.user, at=now())
    ):
        messages.success(request, _("Vilkårene er lagret."))
        return see_other("authority:round", pk)
    return render(request, "authority/terms.html", {"round": round, "form": form})


def dates(request: DeskRequest, pk: int) -> HttpResponse:
    """The six days of a round."""
    round = own_round(request, pk)
    form = DatesForm(request.POST or None, initial=asdict(dates_of(round)))
    if form.is_valid() and tried(
        form,
        lambda: services.change_dates(
            round=round, dates=form.value(), by=request.user, at=now(), why=form.cleaned_data["why"]
        ),
    ):
        messages.success(request, _("Datoene er lagret."))
        return see_other("authority:round", pk)
    return render(request, "authority/dates.html", {"round": round, "form": form})


@require_POST
def confirm(request: DeskRequest, pk: int, item: str) -> HttpResponse:
    """Signs that one line of the checklist shall be as last year."""
    services.confirm_unchanged(round=own_round(request, pk), item=item, by=request.user, at=now())
    return see_other("authority:round", pk)


def announce(request: DeskRequest, pk: int) -> HttpResponse:
    """Makes the round visible to everyone."""
    round = own_round(request, pk)
    if request.method == "POST":
        services.open_round(round=round, by=request.user, at=now())
        messages.success(request, _("Runden er kunngjort. Nå kan alle se den."))
        return see_other("authority:round", pk)
    checks = checklist(round, at=now())
    stops = [check for check in checks if check.stops_opening and not check.answer]
    return render(request, "authority/announce.html", {"round": round, "checks": checks, "stops": stops})


def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes an announcement back, with a reason."""
    round = own_round(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: services.withdraw_announcement(round=round, by=request.user, at=now(), why=form.cleaned_data["why"]),
    ):
        messages.success(request, _("Kunngjøringen er trukket. Runden er kladd igjen."))
        return see_other("authority:round", pk)
    return render(request, "authority/withdraw.html", {"round": round, "form": form})


def draw(request: DeskRequest, pk: int) -> HttpResponse:
    """Publishes the text that ties are drawn with."""
    round = own_round(request, pk)
    form = DrawForm(request.POST or None, initial={"seed": secrets.token_hex(16)})
    if form.is_valid() and tried(
        form,
        lambda: services.announce_draw(round=round, seed=form.cleaned_data["seed"], by=request.user, at=now()),
    ):
        messages.success(request, _("Loddtallet er kunngjort."))
        return see_other("authority:round", pk)
    return render(request, "authority/draw.html", {"round": round, "form": form})


@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Ends an allocated round."""
    services.close_round(round=own_round(request, pk), by=request.user, at=now())
    return see_other("authority:round", pk)
