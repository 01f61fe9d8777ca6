"""My place in the queue: what must happen, an offer to answer, and leaving the queue."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.queries.placed import as_result
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.teacher import my_applications
from pafyll.apps.applications.queries.waiting import MyQueue, my_queue, offers_to
from pafyll.apps.applications.services.place_offers import accept_place, decline_place
from pafyll.apps.applications.services.queueing import leave_queue, rejoin_queue
from pafyll.integrations.clock import now
from pafyll.web.components.countdown import days_left
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.why import Why
from pafyll.web.components.why.costs import why_of_place
from pafyll.web.components.why.queues import why_of_my_place


def queue(request: DeskRequest, pk: int) -> HttpResponse:
    """The queues of one of my applications."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    at = now()
    mine = my_queue(viewer=request.viewer, application=application, at=at)
    left = days_left(mine.offer.answer_by, at) if mine.offer else ""
    result = mine.result
    whys = [why_of_my_place(line, result, application.round, at=at) for line in mine.lines] if result else []
    context = {"mine": mine, "application": application, "left": left, "whys": whys, "why_cost": _why_cost(mine)}
    return render(request, "teacher/queue.html", context)


def _why_cost(mine: MyQueue) -> Why | None:
    """Why the owner pays what it pays for the place that I am offered."""
    if mine.offer is None:
        return None
    round = mine.application.round
    return why_of_place(as_result(mine.offer), rate_table(round), when=moment(mine.offer.offered_at))


@require_POST
def answer(request: DeskRequest, pk: int, offer: int) -> HttpResponse:
    """Yes or no to the place that I am offered."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    found = offers_to(viewer=request.viewer, application=application).filter(pk=offer).first()
    said = request.POST.get("svar")
    if found is None or said not in ("ja", "nei"):
        raise Http404
    if said == "ja":
        accept_place(offer=found, by=request.user, at=now())
        messages.success(request, _("Plassen er din. Vedtaksbrevet ligger klart."))
        return see_other("teacher:decision", pk)
    decline_place(offer=found, by=request.user, at=now())
    messages.success(request, _("Du har takket nei, og plassen går til neste i køen."))
    return see_other("teacher:queue", pk)


@require_POST
def leave(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes me out of the queues of the round."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    leave_queue(application=application, by=request.user, at=now())
    messages.success(request, _("Du er ute av køen. Du kan gå inn igjen til noen bak deg har fått tilbud."))
    return see_other("teacher:queue", pk)


@require_POST
def rejoin(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts me back where I stood."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    rejoin_queue(application=application, by=request.user, at=now())
    messages.success(request, _("Du står i køen igjen, på samme plass som før."))
    return see_other("teacher:queue", pk)
