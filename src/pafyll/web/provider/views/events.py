"""The provider's events: planning, publishing, and who has signed up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.surveys.permissions import may_hold, offers_for
from pafyll.apps.surveys.queries.events import own_events, signed_up
from pafyll.apps.surveys.services.events import change_event, move_event, plan_event
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.survey import SharingEventStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.provider.forms.events import EventForm, initial_of

MOVES = ("published", "cancelled", "held")


def events(request: DeskRequest) -> HttpResponse:
    """All of them, the latest first."""
    return render(request, "provider/events.html", {"rows": list(own_events(request.viewer))})


def new(request: DeskRequest) -> HttpResponse:
    """An event to plan."""
    providers = {str(one.pk): one for one in offers_for(request.viewer)}
    form = EventForm(request.POST or None, providers=providers.values())
    if form.is_valid():
        provider, plan = providers[form.cleaned_data["provider"]], form.value()
        if made := tried(form, lambda: plan_event(provider=provider, plan=plan, by=request.user, at=now())):
            return see_other("provider:event", made.pk)
    return render(request, "provider/event_form.html", {"form": form}, status=422 if form.errors else 200)


def event(request: DeskRequest, pk: int) -> HttpResponse:
    """One event, with those who come and those who wait."""
    found = fetch(own_events(request.viewer), pk, viewer=request.viewer)
    return render(request, "provider/event.html", {"event": found, "rows": list(signed_up(request.viewer, found))})


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Changes the event."""
    found = fetch(own_events(request.viewer), pk, viewer=request.viewer, may=may_hold)
    form = EventForm(request.POST or None, providers=[found.provider], initial=initial_of(found))
    if is_done(form, lambda: change_event(event=found, plan=form.value(), by=request.user, at=now())):
        messages.success(request, _("Arrangementet er endret."))
        return see_other("provider:event", pk)
    context = {"form": form, "event": found}
    return render(request, "provider/event_form.html", context, status=422 if form.errors else 200)


@require_POST
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """Publishes, calls off or ends it."""
    found, do = fetch(own_events(request.viewer), pk, viewer=request.viewer), request.POST.get("do", "")
    try:
        if do in MOVES:
            move_event(event=found, to=SharingEventStatus(do), by=request.user, at=now())  # type: ignore[call-arg]
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other("provider:event", pk)


def workbook(request: DeskRequest, pk: int) -> HttpResponse:
    """Those who have signed up, as an Excel workbook."""
    found = fetch(own_events(request.viewer), pk, viewer=request.viewer)
    columns = [
        Column(_("Navn"), 28),
        Column(_("E-post"), 32),
        Column(_("Arbeidssted"), 28),
        Column(_("Vil dele"), 40),
        Column(_("Status"), 18),
    ]
    rows = [
        [one.name, one.email, one.workplace, one.shares, _(one.get_status_display())]
        for one in signed_up(request.viewer, found)
    ]
    about = _("%(event)s. Hentet %(moment)s.") % {"event": found.title, "moment": moment(now())}
    return workbook_response(workbook_bytes(_("Påmeldte"), columns, rows, about=about), f"pameldte-{found.pk}")
