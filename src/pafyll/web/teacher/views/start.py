"""Starting an application, from the front page or from an offer in the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.applying import may_apply
from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.apps.applications.queries.facts import applicant_on, judge, local_day
from pafyll.apps.applications.queries.teacher import my_desk
from pafyll.apps.applications.services.applying import start_application
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import offers_to_compare
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.teacher.writing import step_url


def start(request: DeskRequest, pk: int) -> HttpResponse:
    """GET: may I apply, and for this offer? POST: starts, or goes to the application that is already started."""
    round = fetch(announced_rounds(viewer=request.viewer), pk, viewer=request.viewer)
    offer = _offer(request)
    if request.method == "POST":
        return _started(request, round, offer)
    desk, at = my_desk(viewer=request.viewer, at=now()), now()
    person = request.viewer.person
    judgement = None
    if offer and person:
        applicant = applicant_on(viewer=request.viewer, person=person, day=local_day(at))
        judgement = judge(applicant=applicant, contents=Contents(offer_1=offer.pk), round=round)
    context = {
        "round": round,
        "offer": offer,
        "may_apply": may_apply(request.viewer, round, at),
        "judgement": judgement,
        "current": desk.current if desk.current and desk.current.round_id == round.pk else None,
        "mine": desk,
    }
    return render(request, "teacher/start.html", context)


def _started(request: DeskRequest, round: Round, offer: StudyOffer | None) -> HttpResponse:
    person = request.viewer.person
    assert person is not None  # the gate lets nobody in without a role, and a role is a person's
    application = start_application(round=round, person=person, by=request.user, at=now(), offer=offer)
    chosen = {application.offer_1_id, application.offer_2_id}
    query = f"?tilbud={offer.pk}" if offer and offer.pk not in chosen else ""
    return see_other(step_url(application, "study") + query)


def _offer(request: DeskRequest) -> StudyOffer | None:
    key = request.GET.get("offer", "") or request.POST.get("offer", "")
    if not key.isdecimal() or len(key) > 9:
        return None
    return next(iter(offers_to_compare(viewer=request.viewer, keys=[int(key)])), None)
