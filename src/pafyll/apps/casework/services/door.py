"""The door of the waiting room: coming, looking again, being let in, and being known by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from pafyll.apps.casework.models import DoorTicket
from pafyll.domain.rules.door import may_send_until, place_in_line

STANDS = timedelta(minutes=3)  # without looking again she is passed over, and is first again when she looks
GONE = timedelta(minutes=15)  # then the ticket is lost: what it gives must not be kept for a rainy day
INSIDE = timedelta(minutes=10)  # without asking for a page she counts no more, and may still come back
DOOR = 7_233_665  # the number that PostgreSQL knows the door by
KEPT = timedelta(days=2)  # tickets that nobody is known by


def come(*, room: int, at: datetime, machine: datetime, waits: bool = True) -> DoorTicket:
    """A new ticket, let in at once when there is room. waits False: for one who is inside already."""
    with _one_at_a_time():
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
    if ticket.let_in_at is not None:
        return ticket, 0
    return ticket, place_of(pk, room=room, machine=machine) or _let_in(ticket, room, at, machine)


def place_of(pk: int, *, room: int, machine: datetime) -> int:
    """By counting all who are inside, and those before her who still stand in line. One question."""
    return place_in_line(_before(pk, machine).count(), room)


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


def _before(pk: int, machine: datetime) -> QuerySet[DoorTicket]:
    """Whoever is inside takes room, also one who came later and went past while this one was away."""
    in_line = Q(pk__lt=pk, let_in_at__isnull=True, seen_at__gt=machine - STANDS)
    inside = Q(let_in_at__isnull=False, seen_at__gt=machine - INSIDE)
    return DoorTicket.objects.order_by().filter(in_line | inside)


def _let_in(ticket: DoorTicket, room: int, at: datetime, machine: datetime) -> int:
    """Lets her in if there still is room when it is her turn to ask: 0, or her place after all."""
    with _one_at_a_time():
        place = place_of(ticket.pk, room=room, machine=machine)
        if place:
            return place
        let_in_at = max(at, ticket.taken_at)
        until = may_send_until(taken_at=ticket.taken_at, let_in_at=let_in_at)
        waiting = DoorTicket.objects.filter(pk=ticket.pk, let_in_at=None)  # two windows may look at the same moment
        waiting.update(let_in_at=let_in_at, sends_before=until)
    ticket.refresh_from_db()
    return 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Through the door: nobody counts while another is on her way in. About a millisecond each.

    It also makes the keys, which are the places in line, visible in the order that they were given.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":  # on SQLite one alone writes at a time anyway
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DOOR])
        yield
