"""What the agenda of a department's meeting needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class AgendaMatter:
    """A matter; words are the inquirer's own in an inquiry, which has an area and a day by which it is answered."""

    number: int
    title: str
    words: str = ""
    area: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class UnitAgenda:
    """body is "lederforum" or "UP-råd"."""

    body: str
    unit: str
    meeting: str
    held_at: datetime
    place: str
    matters: tuple[AgendaMatter, ...]


TYPE = document_type(__file__, label="Saksliste for lederforum og UP-råd", context=UnitAgenda)
