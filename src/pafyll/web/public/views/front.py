"""The front page: what is open now, the way in for each role, and this year's deadlines."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from pafyll.apps.applications.queries.announced import round_of_the_day
from pafyll.apps.catalogue.queries import catalogue_size, latest_study_year
from pafyll.integrations.clock import now
from pafyll.web.components.context import address
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.milestones import milestones, notice


def home(request: DeskRequest) -> HttpResponse:
    """What a first-time teacher and a municipal officer both understand in five seconds."""
    at = now()
    round = round_of_the_day(viewer=request.viewer)
    year = round.study_year if round else latest_study_year(viewer=request.viewer)
    context = {
        "round": round,
        "notice": notice(round, at=at),
        "rows": milestones(round, at=at) if round else [],
        "size": catalogue_size(viewer=request.viewer, study_year=year),
        "doors": doors(request),
    }
    return render(request, "public/home.html", context)


def doors(request: DeskRequest) -> dict[str, str]:
    """Where each entrance leads: to the desk, or for those who are not logged in by way of logging in."""
    desks = {desk: address(f"{desk}:home") for desk in ("teacher", "school", "owner", "provider", "authority")}
    if request.viewer.user:
        return desks
    return {desk: f"{reverse('public:log_in')}?{urlencode({'next': to})}" for desk, to in desks.items()}
