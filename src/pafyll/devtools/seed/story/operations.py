"""What ran beside the pages: the night before the story's today, and the line in front of the log-in on 1 March."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.casework.services.signs_of_life import BACKUP, NIGHT, beat
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.domain.rules.door import may_send_until


def plant_operations() -> None:
    _the_night()
    _the_line()


def _the_night() -> None:
    beat(NIGHT, machine=at(date(CURRENT, 3, 10), 2, 15))
    beat(BACKUP, machine=at(date(CURRENT, 3, 10), 3, 30))


def _the_line() -> None:
    """The last evening of the round, somebody stood in line for a while, and gave it up before she logged in."""
    came, let_in = at(date(CURRENT, 3, 1), 23, 31), at(date(CURRENT, 3, 1), 23, 44)
    until = may_send_until(taken_at=came, let_in_at=let_in)
    DoorTicket.objects.create(taken_at=came, let_in_at=let_in, sends_before=until, seen_at=let_in)
