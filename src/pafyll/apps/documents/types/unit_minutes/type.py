"""What the minutes of a department's meeting need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class Considered:
    """A colleague who was considered, whether she was chosen, and the reasons in whole sentences."""

    name: str
    is_chosen: bool
    why: str


@dataclass(frozen=True)
class MinutesMatter:
    """A matter. result is "yes", "no", or empty where nothing was decided; departs_why where the team is another."""

    number: int
    title: str
    minutes: str = ""
    result: str = ""
    grounds: str = ""
    departs_why: str = ""
    considered: tuple[Considered, ...] = ()
    is_put_off: bool = False


@dataclass(frozen=True)
class UnitMinutes:
    """present is who was there, by name."""

    body: str
    unit: str
    meeting: str
    held_at: datetime
    place: str
    minutes: str
    present: tuple[str, ...]
    matters: tuple[MinutesMatter, ...]


TYPE = document_type(__file__, label="Referat fra lederforum og UP-råd", context=UnitMinutes)
