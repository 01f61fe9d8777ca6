"""Stands in front of the way in. Whoever is logged in, or was let in, goes past; nobody who is typing is put out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services import door
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.door import P, seconds_to_next_look
from pafyll.integrations.clock import machine_now, now
from pafyll.web.components.waiting_room.slip import Slip, give, slip_of

WAYS_IN = {"public:log_in", "public:begin_log_in", "devtools:log_in_as"}
HOT_DESKS = {"teacher", "school", "owner", "provider", "authority", "representative"}  # being here is noted


class WaitingRoomMiddleware:
    """Costs nothing while it is off, and one signature for each page of somebody inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        slip: Slip | None = getattr(request, "new_slip", None)
        if slip is not None:
            give(response, slip)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.WAITING_ROOM or match is None:
            return None
        is_inside = bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) and request.user.is_authenticated
        if is_inside and match.namespace in HOT_DESKS:
            _note(request, slip_of(request))
        elif not is_inside and match.view_name in WAYS_IN:
            return _at_the_door(request, slip_of(request))
        return None


def _at_the_door(request: HttpRequest, slip: Slip | None) -> HttpResponse | None:
    """None lets her in."""
    if slip is not None and slip.is_inside:
        return None
    at, machine = now(), machine_now()
    ticket, place = _looked_again(slip, at, machine) if slip else (None, 0)
    if ticket is None:
        ticket = door.come(room=settings.WAITING_ROOM, at=at, machine=machine)
        place = 0 if ticket.let_in_at else door.place_of(ticket.pk, room=settings.WAITING_ROOM, machine=machine)
    inside = ticket.let_in_at is not None
    request.new_slip = Slip(ticket.pk, is_inside=inside, written=machine.timestamp())  # type: ignore[attr-defined]
    return None if inside else waiting_page(request, ticket, max(place, 1))


def _looked_again(slip: Slip, at: datetime, machine: datetime) -> tuple[DoorTicket | None, int]:
    return door.look_again(slip.ticket, room=settings.WAITING_ROOM, at=at, machine=machine)


def _note(request: HttpRequest, slip: Slip | None) -> None:
    """Counts somebody who is logged in as inside. The one who waited is now known by name."""
    machine = machine_now()
    if slip is None:
        ticket = door.come(room=settings.WAITING_ROOM, at=now(), machine=machine, waits=False)
        slip = Slip(ticket.pk, is_inside=True)
    elif not slip.is_inside:  # logged in another way while she stood in line
        slip = replace(slip, is_inside=True)
    elif slip.known and not slip.is_due(machine):
        return
    person = request.viewer.person  # type: ignore[attr-defined]
    if person is not None and not slip.known:
        door.name(slip.ticket, person=person.pk)
    door.is_here(slip.ticket, machine=machine)
    request.new_slip = replace(slip, known=True, written=machine.timestamp())  # type: ignore[attr-defined]


def waiting_page(request: HttpRequest, ticket: DoorTicket, place: int) -> HttpResponse:
    """Light: no session, no menu, no script. It asks again by itself, unless she has asked it not to."""
    seconds, is_still = seconds_to_next_look(place), "stille" in request.GET
    kept = request.GET.copy()
    kept.pop("stille", None)
    address = request.path + (f"?{kept.urlencode()}" if kept else "")
    context = {
        "place": place,
        "taken_at": ticket.taken_at,
        "minutes": P["minutes_to_send"].on(norwegian_day(ticket.taken_at)),
        "lost_after": int(door.GONE.total_seconds() // 60),
        "seconds": seconds,
        "is_still": is_still,
        "address": address,
        "still_address": f"{address}{'&' if kept else '?'}stille=ja",
        "LANGUAGE_CODE": get_language(),
    }
    response = HttpResponse(render_to_string("components/waiting_room.html", context), status=503)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    if not is_still:
        response["Refresh"] = f"{seconds}; url={address}"
    return response
