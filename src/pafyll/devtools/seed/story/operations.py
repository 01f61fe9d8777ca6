"""The night before the story's today: what is done every night was done, and a backup was taken."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.services.signs_of_life import BACKUP, NIGHT, beat
from pafyll.devtools.seed.story.days import CURRENT, at


def plant_last_night() -> None:
    beat(NIGHT, machine=at(date(CURRENT, 3, 10), 2, 15))
    beat(BACKUP, machine=at(date(CURRENT, 3, 10), 3, 30))
