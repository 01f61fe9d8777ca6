"""Those who come or look in the same instant: never more go in than there is room for, and the first go first."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services import door
from pafyll.integrations.clock import OSLO
from tests.races import DONE, ROUNDS, THREADS, at_once, is_in_memory

pytestmark = [pytest.mark.heavy(20), pytest.mark.django_db(transaction=True)]
START = datetime(2026, 3, 1, 23, 30, tzinfo=OSLO)
ROOM = 3
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _several_connections() -> None:
    if is_in_memory():
        pytest.skip("one connection only: nobody can race")


def come(at: datetime) -> None:
    door.come(room=ROOM, at=at, machine=at)


def inside() -> list[int]:
    return list(DoorTicket.objects.filter(let_in_at__isnull=False).order_by("pk").values_list("pk", flat=True))


def test_of_those_who_come_in_the_same_instant_no_more_go_in_than_there_is_room_for() -> None:
    for _ in range(ROUNDS):
        DoorTicket.objects.all().delete()
        assert at_once(*[lambda: come(START)] * THREADS) == [DONE] * THREADS
        assert inside() == sorted(DoorTicket.objects.values_list("pk", flat=True))[:ROOM]


def test_of_those_who_look_again_in_the_same_instant_no_more_go_in_than_there_is_room_for() -> None:
    later = START + door.INSIDE  # those inside have gone; those in line are passed by, until they look
    for _ in range(ROUNDS):
        DoorTicket.objects.all().delete()
        for _ in range(THREADS):
            come(START)
        line = list(DoorTicket.objects.filter(let_in_at=None).values_list("pk", flat=True))
        DoorTicket.objects.filter(pk__in=line).update(seen_at=later - door.STANDS - SECOND)
        looks = [partial(door.look_again, pk, room=1, at=later, machine=later) for pk in line]
        assert at_once(*looks) == [DONE] * len(looks)
        assert DoorTicket.objects.filter(let_in_at=later).count() == 1
