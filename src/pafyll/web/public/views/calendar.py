"""A calendar of deadlines, for programs that have its address. The address is the key."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pafyll.apps.forums.services.openings import calendar_file, feed_of
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest


def calendar(request: DeskRequest, token: str) -> HttpResponse:
    """The calendar that the address leads to; 404 for an address that was renewed or never was."""
    feed = feed_of(token, now())
    if feed is None:
        raise Http404
    content = calendar_file(feed, now(), host=request.get_host())
    headers = {"Content-Disposition": 'attachment; filename="frister.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
