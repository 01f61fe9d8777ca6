"""What those who help people can do, and what waits for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.casework.queries.inbox import tasks_of
from pafyll.apps.privacy.permissions import may_support
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest

FIRST = 5


def home(request: DeskRequest) -> HttpResponse:
    """The ways, and the first tasks."""
    tasks = tasks_of(viewer=request.viewer, at=now(), desk="support")
    context = {"tasks": tasks[:FIRST], "count": len(tasks), "helps": may_support(request.viewer)}
    return render(request, "support/home.html", context)
