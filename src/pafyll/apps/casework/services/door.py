"""The door of the waiting room: coming, looking again, being let in, and being known by name."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from pafyll.apps.casework.models import DoorTicket
from pafyll.domain.rules.door import may_send_until, place_in_line

STANDS = timedelta(minutes=3)  # without looking again she is passed over, and is first again when she looks
GONE = timedelta(minutes=15)  # then the ticket is lost: what it gives must not be kept for a rainy day
INSIDE = timedelta(minutes=10)  # without asking for a page she counts no more, and may still come back
KEPT = timedelta(days=2)  # tickets that nobody is known by


def come(*, room: int, at: datetime, machine: datetime, waits: bool = True) -> DoorTicket:
    """A new ticket, let in at once when there is room. waits False: for one who is inside already."""
    ticket = DoorTicket.objects.create(taken_at=at, seen_at=machine)
    if not waits or not place_of(ticket.pk, room=room, machine=machine):
        DoorTicket.objects.filter(pk=ticket.pk).update(let_in_at=at)
        ticket.let_in_at = at
    return ticket


def look_again(pk: int, *, room: int, at: datetime, machine: datetime) -> tuple[DoorTicket | None, int]:
    """The ticket, and her place in line: 0 when she is let in now or was. None when the ticket is lost."""
    fresh = DoorTicket.objects.filter(pk=pk).filter(Q(let_in_at__isnull=False) | Q(seen_at__gt=machine - GONE))
    if not fresh.update(seen_at=machine):
        return None, 0
    ticket = DoorTicket.objects.get(pk=pk)
    if ticket.let_in_at is None:
        place = place_of(pk, room=room, machine=machine)
        if place:
            return ticket, place
        _let_in(ticket, at)
    return ticket, 0


def place_of(pk: int, *, room: int, machine: datetime) -> int:
    """By counting those before her who are inside, or still stand in line. One question."""
    return place_in_line(_present(machine).filter(pk__lt=pk).count(), room)


def is_here(pk: int, *, machine: datetime) -> None:
    """Notes that somebody inside asked for a page."""
    DoorTicket.objects.filter(pk=pk).update(seen_at=machine)


def name(pk: int, *, person: int) -> None:
    """The first who logs in with a ticket is the one it counts for; later ones change nothing."""
    DoorTicket.objects.filter(pk=pk, person=None).update(person=person)


def forget_tickets(*, machine: datetime) -> int:
    """Removes tickets that say nothing about anybody's deadline; how many."""
    idle = DoorTicket.objects.filter(seen_at__lt=machine - KEPT)
    return idle.filter(Q(person=None) | Q(sends_before=None)).delete()[0]


def _present(machine: datetime) -> QuerySet[DoorTicket]:
    in_line = Q(let_in_at__isnull=True, seen_at__gt=machine - STANDS)
    return DoorTicket.objects.order_by().filter(in_line | Q(let_in_at__isnull=False, seen_at__gt=machine - INSIDE))


def _let_in(ticket: DoorTicket, at: datetime) -> None:
    """Once: two windows of the same browser may look at the same moment."""
    let_in_at = max(at, ticket.taken_at)
    until = may_send_until(taken_at=ticket.taken_at, let_in_at=let_in_at)
    waiting = DoorTicket.objects.filter(pk=ticket.pk, let_in_at=None)
    waiting.update(let_in_at=let_in_at, sends_before=until)
    ticket.refresh_from_db()
