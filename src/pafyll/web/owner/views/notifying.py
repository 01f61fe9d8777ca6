"""The owner's needs notifications: the list, beginning on one, and one with all its answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.forums.models import NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.needs import may_edit, may_withdraw
from pafyll.apps.forums.queries.needs import (
    last_receipt,
    needs_of_networks,
    needs_of_owner,
    scheme_years_for,
    years_to_notify_in,
)
from pafyll.apps.forums.services.needs import begin_change, begin_need, withdraw_need
from pafyll.apps.forums.services.sending_needs import has_unsent
from pafyll.apps.planning.queries.measures import measures_visible_to
from pafyll.domain.answers import Answer, Refusal
from pafyll.integrations.clock import now, today
from pafyll.web.components.countdown import days_left
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.question_answers import HISTORY_WORDS, shown_answers
from pafyll.web.components.refusing import said
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.notifying import BeginForm


def own_need(request: DeskRequest, chosen: Chosen, pk: int, *, to_edit: bool = False) -> NeedsNotification:
    """The owner's need, or 404; with to_edit a page with the reason when it cannot be changed now."""

    def may(viewer: Any, need: NeedsNotification) -> Answer:
        return may_edit(viewer, need, now())

    rows = needs_of_owner(viewer=request.viewer, owner=chosen.owner)
    return fetch(rows, pk, viewer=request.viewer, may=may if to_edit else None)


@at_owner_desk
def notifications(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """What the owner has begun on and sent, and where it may begin on a new one."""
    at = now()
    rows = list(needs_of_owner(viewer=request.viewer, owner=chosen.owner))
    years = [(one, _left(one.scheme_year, at)) for one in years_to_notify_in(chosen.owner, at)]
    context = {
        "chosen": chosen,
        "rows": [(one, may_edit(request.viewer, one, at)) for one in rows],
        "years": years,
        "of_networks": needs_of_networks(viewer=request.viewer, owner=chosen.owner, day=today()),
    }
    return render(request, "owner/notifications.html", context)


def _left(year: SchemeYear, at: Any) -> str:
    return days_left(year.closes_at, at) if year.closes_at else ""


@at_owner_desk
def begin(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Begin on a need: empty, from an earlier one, or from one of the owner's measures."""
    year = next((one for one in scheme_years_for(chosen.owner) if one.pk == pk), None)
    if year is None:
        raise Http404
    earlier = needs_of_owner(viewer=request.viewer, owner=chosen.owner).exclude(title="")[:20]
    measures = measures_visible_to(request.viewer).filter(owner=chosen.owner)[:50]
    form = BeginForm(request.POST or None, earlier=list(earlier), measures=list(measures))
    if form.is_valid():
        try:
            made = begin_need(
                scheme_year=year, owner=chosen.owner, by=request.user, at=now(), earlier=form.earlier(),
                measure=form.measure(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, said(refusal.answer))
        else:
            return see_other("owner:notification_section", made.pk, made.form.form.sections[0].key)
    context = {"chosen": chosen, "year": year, "form": form}
    return render(request, "owner/notification_begin.html", context, status=422 if form.errors else 200)


@require_POST
@at_owner_desk
def change(request: DeskRequest, chosen: Chosen, pk: int, year: int) -> HttpResponse:
    """Begin on the changes of a later year."""
    need = own_need(request, chosen, pk)
    scheme_year = next((one for one in scheme_years_for(chosen.owner) if one.pk == year), None)
    if scheme_year is None:
        raise Http404
    try:
        made = begin_change(need=need, scheme_year=scheme_year, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:notification", pk)
    return see_other("owner:notification", made.pk)


@at_owner_desk
def notification(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One need: what can be done with it, its parts, and every answer. Made to be printed too."""
    need = own_need(request, chosen, pk)
    last = last_receipt(need)
    before = last_receipt(need.continues) if need.continues else None
    files = need.files.filter(removed_at=None).defer("content")
    context = {
        "chosen": chosen,
        "need": need,
        "may": may_edit(request.viewer, need, now()),
        "may_withdraw": may_withdraw(request.viewer, need),
        "sections": shown_answers(need.form.form, need.answers, files, before=before.answers if before else None),
        "receipts": need.receipts.select_related("stored_by"),
        "last": last,
        "unsent": has_unsent(need, last),
        "supplement": need.supplements.first() if need.status == "supplement_asked" else None,
        "left": _left(need.scheme_year, now()),
        "history": history_of(need.about, words=HISTORY_WORDS),
    }
    return render(request, "owner/notification.html", context)


@require_POST
@at_owner_desk
def withdraw(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Takes the need back."""
    need = own_need(request, chosen, pk)
    try:
        withdraw_need(need=need, why=request.POST.get("why", "")[:1000], by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:notification", pk)
    messages.success(request, _("Behovsmeldingen er trukket."))
    return see_other("owner:notifications")
