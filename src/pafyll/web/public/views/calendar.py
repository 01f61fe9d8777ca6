"""A calendar of deadlines, for programs that have its address. The address is the key."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pafyll.apps.casework.services import task_calendars
from pafyll.apps.forums.services.openings import calendar_of, feed_of
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest


def calendar(request: DeskRequest, token: str) -> HttpResponse:
    """The calendar that the address leads to; 404 for an address that was renewed or never was."""
    feed = feed_of(token, now())
    if feed is None:
        raise Http404
    return _file(calendar_of(feed, now(), host=request.get_host()), "frister.ics")


def tasks(request: DeskRequest, token: str) -> HttpResponse:
    """The deadlines of somebody's tasks in one role; 404 for an address that is dead."""
    found = task_calendars.calendar_of(token)
    if found is None:
        raise Http404
    return _file(task_calendars.tasks_file(found, at=now(), host=request.get_host()), "oppgaver.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
