"""Those who come or look in the same instant: never more go in than there is room for, and the first go first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services import door
from pafyll.integrations.clock import OSLO
from tests.races import DONE, ROUNDS, THREADS, at_once, is_in_memory

pytestmark = [pytest.mark.heavy(20), pytest.mark.django_db(transaction=True)]
START = datetime(2026, 3, 1, 23, 30, tzinfo=OSLO)
ROOM = 3


@pytest.fixture(autouse=True)
def _several_connections() -> None:
    if is_in_memory():
        pytest.skip("one connection only: nobody can race")


def come(at: datetime) -> None:
    door.come(room=ROOM, at=at, machine=at)


def inside() -> list[int]:
    return list(DoorTicket.objects.filter(let_in_at__isnull=False).order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("round", range(ROUNDS))
def test_of_those_who_come_in_the_same_instant_no_more_go_in_than_there_is_room_for(round: int) -> None:
    assert at_once(*[lambda: come(START)] * THREADS) == [DONE] * THREADS
    assert len(inside()) == ROOM
    assert inside() == sorted(DoorTicket.objects.values_list("pk", flat=True))[:ROOM]


@pytest.mark.parametrize("round", range(ROUNDS))
def test_of_those_who_look_again_in_the_same_instant_the_first_go_in(round: int) -> None:
    for _ in range(THREADS):
        come(START)
    later = START + door.INSIDE  # those inside have gone; those in line are passed by, until they look
    line = list(DoorTicket.objects.filter(let_in_at=None).values_list("pk", flat=True))
    DoorTicket.objects.filter(pk__in=line[1:]).update(seen_at=later - timedelta(seconds=10))

    looks = [
        lambda pk=pk: door.look_again(pk, room=1, at=later, machine=later)  # type: ignore[misc]
        for pk in line
    ]
    assert at_once(*looks) == [DONE] * len(looks)
    assert DoorTicket.objects.filter(let_in_at=later).count() <= 1
