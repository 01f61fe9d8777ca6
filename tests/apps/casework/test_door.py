"""The door: people go in as they came, never more than there is room for, and a ticket is lost by leaving."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services import door
from pafyll.integrations.clock import OSLO
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 23, 30, tzinfo=OSLO)
SECOND = timedelta(seconds=1)


class Evening:
    """A clock, a room, and those who came."""

    def __init__(self, room: int) -> None:
        self.room, self.now = room, START

    def pass_by(self, **time: int) -> None:
        self.now += timedelta(**time)

    def come(self) -> DoorTicket:
        self.pass_by(seconds=1)
        return door.come(room=self.room, at=self.now, machine=self.now)

    def look(self, ticket: DoorTicket) -> int | None:
        """Her place, or None when the ticket is lost."""
        found, place = door.look_again(ticket.pk, room=self.room, at=self.now, machine=self.now)
        return None if found is None else place

    def inside(self) -> int:
        return DoorTicket.objects.filter(let_in_at__isnull=False, seen_at__gt=self.now - door.INSIDE).count()


def test_whoever_comes_while_there_is_room_goes_in_and_the_next_stands_in_line() -> None:
    evening = Evening(room=2)
    first, second, third, fourth = (evening.come() for _ in range(4))
    assert first.let_in_at == START + SECOND
    assert second.let_in_at
    assert (third.let_in_at, fourth.let_in_at) == (None, None)
    assert (evening.look(third), evening.look(fourth)) == (1, 2)


def test_when_somebody_leaves_the_first_in_line_goes_in_and_the_next_moves_up() -> None:
    evening = Evening(room=1)
    first, second, third = (evening.come() for _ in range(3))
    for _ in range(6):
        evening.pass_by(minutes=2)
        assert evening.look(third) == (2 if evening.look(second) else 1)
    assert first.let_in_at
    assert evening.look(second) == 0


def test_somebody_inside_who_does_something_keeps_her_place_there() -> None:
    evening = Evening(room=1)
    first, second = evening.come(), evening.come()
    for _ in range(10):
        evening.pass_by(minutes=2)
        door.is_here(first.pk, machine=evening.now)
        assert evening.look(second) == 1


def test_whoever_closed_the_page_for_a_while_is_passed_by_and_is_first_again_when_she_looks() -> None:
    evening = Evening(room=1)
    first, second, third = (evening.come() for _ in range(3))
    for _ in range(3):
        evening.pass_by(minutes=2)
        door.is_here(first.pk, machine=evening.now)
        last = evening.look(third)
    assert last == 1
    assert evening.look(second) == 1
    assert evening.look(third) == 2


def test_a_page_that_was_closed_for_a_quarter_of_an_hour_has_lost_its_ticket() -> None:
    evening = Evening(room=1)
    first, second = evening.come(), evening.come()
    evening.pass_by(minutes=16)
    assert evening.look(second) is None
    assert evening.look(first) == 0  # one who is inside may always come back


def test_whoever_is_logged_in_when_the_room_opens_is_inside_however_full_it_is() -> None:
    evening = Evening(room=1)
    evening.come()
    assert door.come(room=1, at=evening.now, machine=evening.now, waits=False).let_in_at


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_evening_in_any_order_lets_all_in_as_they_came_and_never_too_many(seed: int) -> None:
    chance, evening = random.Random(seed), Evening(room=5)
    line = [evening.come() for _ in range(30)]
    waiting, most = [one for one in line if not one.let_in_at], 0
    for _ in range(200):
        evening.pass_by(seconds=20)
        for one in chance.sample(waiting, len(waiting)):
            if evening.look(one) == 0:
                waiting.remove(one)
        most = max(most, evening.inside())
        let_in = DoorTicket.objects.filter(let_in_at__isnull=False).values_list("pk", flat=True)
        assert not waiting or max(let_in) < waiting[0].pk  # when all have looked, nobody has been gone past
    assert (waiting, most) == ([], 5)


def test_the_first_to_log_in_with_a_ticket_is_the_one_it_counts_for() -> None:
    evening, kari, other = Evening(room=1), PersonFactory(), PersonFactory()
    ticket = evening.come()
    door.name(ticket.pk, person=kari.pk)
    door.name(ticket.pk, person=other.pk)
    assert DoorTicket.objects.get().person == kari


def test_tickets_that_moved_nobodys_deadline_are_forgotten_after_two_days() -> None:
    evening, kari = Evening(room=1), PersonFactory()
    first, second, third = (evening.come() for _ in range(3))
    door.name(first.pk, person=kari.pk)
    evening.pass_by(minutes=11)
    assert evening.look(second) == 0
    door.name(second.pk, person=kari.pk)
    evening.pass_by(days=3)
    assert door.forget_tickets(machine=evening.now) == 2
    assert DoorTicket.objects.get() == second
    assert third.pk not in DoorTicket.objects.values_list("pk", flat=True)
