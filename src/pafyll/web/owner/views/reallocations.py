"""Moving money: seen before it is proposed, and decided by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.casework.queries import history_of
from pafyll.apps.planning.models import Reallocation
from pafyll.apps.planning.permissions.budget import may_decide_reallocation, may_keep_budget
from pafyll.apps.planning.queries.budget import reallocations_visible_to, shown_budget, sources_visible_to
from pafyll.apps.planning.services.reallocating import (
    decide_reallocation,
    prepare_reallocation,
    preview_of,
    refuse_reallocation,
)
from pafyll.domain.lifecycles.budget import ReallocationStatus
from pafyll.domain.planning.budget import EVENTS, Preview
from pafyll.integrations.clock import now, today
from pafyll.web.components.budget_page import asked_year
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.budget import DecisionForm, GroundsForm, ReallocationForm


@at_owner_desk
def reallocate(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """GET with answers in the address: what moving the money would do. POST: proposes it."""
    given = request.POST if request.method == "POST" else request.GET if "amount" in request.GET else None
    form = _form(request, chosen, given)
    grounds = GroundsForm(request.POST if request.method == "POST" else None)
    shown = _preview(form) if form.is_valid() else None
    if request.method == "POST" and shown is not None and shown.may and grounds.is_valid():
        made = tried(grounds, lambda: _prepared(request, form, grounds))
        if made is not None:
            messages.success(request, _("Omdisponeringen er klar. En annen beslutter må vedta den."))
            return see_other("owner:reallocation", made.pk)
    context = {
        "chosen": chosen,
        "form": form,
        "grounds": grounds,
        "shown": shown,
        "may": may_keep_budget(request.viewer, chosen.owner),
    }
    faulty = form.errors or grounds.errors
    return render(request, "owner/reallocate.html", context, status=422 if request.method == "POST" and faulty else 200)


@at_owner_desk
def reallocation(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One reallocation with its before and after, and what may be done with it."""
    return _page(request, chosen, _own(request, chosen, pk), DecisionForm())


@confirmed
@at_owner_desk
def decide(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Decides or refuses a prepared reallocation. GET shows it."""
    row = _own(request, chosen, pk)
    if request.method != "POST":
        return see_other("owner:reallocation", row.pk)
    form = DecisionForm(request.POST)
    if form.is_valid() and tried(form, lambda: _decided(request, row, form)) is not None:
        messages.success(request, _("Vedtaket er lagret."))
        return see_other("owner:reallocation", row.pk)
    return _page(request, chosen, row, form, status=422)


def _page(
    request: DeskRequest, chosen: Chosen, row: Reallocation, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "chosen": chosen,
        "row": row,
        "form": form,
        "is_open": row.status == ReallocationStatus.PREPARED,
        "may": may_decide_reallocation(request.viewer, row),
        "rows": list(zip(row.before["sources"], row.after["sources"], strict=True)),
        "uncovered": [
            (*one["key"].split(":"), one["amount"], after["amount"])
            for one, after in zip(row.before["uncovered"], row.after["uncovered"], strict=True)
        ],
        "events": history_of(row.about, words=EVENTS),
    }
    return render(request, "owner/reallocation.html", context, status=status)


def _decided(request: DeskRequest, row: Reallocation, form: DecisionForm) -> Reallocation:
    given, by, at = form.cleaned_data, request.user, now()
    if given["outcome"] == "refuse":
        return refuse_reallocation(reallocation=row, why=given["why"], by=by, at=at)
    return decide_reallocation(reallocation=row, resolution=given["resolution"], by=by, at=at)


def _form(request: DeskRequest, chosen: Chosen, given: object) -> ReallocationForm:
    year = asked_year(request.GET, today())
    shown = shown_budget(viewer=request.viewer, owner=chosen.owner, year=year)
    sources = sources_visible_to(request.viewer).filter(owner=chosen.owner, removed_at=None)
    return ReallocationForm(given, sources=sources, years=shown.years, initial={"year": year})


def _preview(form: ReallocationForm) -> Preview | None:
    value = form.value()
    return preview_of(**value)


def _prepared(request: DeskRequest, form: ReallocationForm, grounds: GroundsForm) -> Reallocation:
    return prepare_reallocation(**form.value(), grounds=grounds.cleaned_data["grounds"], by=request.user, at=now())


def _own(request: DeskRequest, chosen: Chosen, pk: int) -> Reallocation:
    return fetch(reallocations_visible_to(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer)
