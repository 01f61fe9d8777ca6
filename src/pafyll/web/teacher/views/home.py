"""The teacher's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.queries.admission import admissions_to_answer
from pafyll.apps.applications.queries.facts import applicant_on, local_day
from pafyll.apps.applications.queries.participations import my_participations
from pafyll.apps.applications.queries.teacher import doings, my_desk, outcome_of, way_of
from pafyll.apps.applications.queries.waiting import open_offers_to_me
from pafyll.apps.surveys.queries.surveys import waiting_for_me
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.milestones import notice


def home(request: DeskRequest) -> HttpResponse:
    """What is open, my application and what happens next, what became of earlier ones, and what is known of me."""
    at = now()
    desk = my_desk(viewer=request.viewer, at=at)
    person = request.viewer.person
    current = desk.current
    context = {
        "mine": desk,
        "notice": notice(desk.round, at=at),
        "current": current,
        "way": way_of(current, at=at) if current else [],
        "outcome": outcome_of(current) if current else None,
        "surveys": waiting_for_me(request.viewer, local_day(at)),
        "place_offers": open_offers_to_me(viewer=request.viewer),
        "admissions": admissions_to_answer(viewer=request.viewer),
        "doings": doings(viewer=request.viewer, application=current, at=at) if current else None,
        "studies": list(my_participations(viewer=request.viewer)) if person else [],
        "earlier": [(application, outcome_of(application)) for application in desk.earlier],
        "applicant": applicant_on(viewer=request.viewer, person=person, day=local_day(at)) if person else None,
    }
    return render(request, "teacher/home.html", context)
