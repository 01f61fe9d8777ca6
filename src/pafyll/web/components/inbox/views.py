"""The page of tasks: the nearest deadline first, narrowed by what is to be done and by when."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.casework.queries.inbox import Task, kinds_of_tasks, tasks_of
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.inbox.forms import LATE, SOON, TasksForm

ON_A_PAGE = 50
SOON_DAYS = timedelta(days=7)


def tasks(request: DeskRequest, desk: str) -> HttpResponse:
    """The viewer's tasks at this desk; those at her other desks are counted, with a way there."""
    at, viewer = now(), request.viewer
    kinds = kinds_of_tasks(viewer=viewer, at=at)
    here = [one for one in kinds if one.desk == desk]
    form = TasksForm(request.GET or None, kinds=here)
    wanted = form.value()
    found = tasks_of(viewer=viewer, at=at, desk=desk, kind=wanted.kind) if here else []
    shown = [one for one in found if _is_within(one, wanted.due, today())]
    elsewhere: dict[str, int] = {}
    for one in kinds:
        if one.desk != desk:
            elsewhere[one.desk] = elsewhere.get(one.desk, 0) + one.count
    context = {
        "form": form,
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("side")),
        "count": len(shown),
        "has_any": bool(here),
        "elsewhere": elsewhere,
        "here": f"{desk}:tasks",
    }
    return render(request, "components/inbox/tasks.html", context)


def _is_within(task: Task, due: str, day: date) -> bool:
    if due == LATE:
        return task.is_late
    return due != SOON or (task.due is not None and task.due <= day + SOON_DAYS)
