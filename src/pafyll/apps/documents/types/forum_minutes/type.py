"""What the minutes of a collaboration forum need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class RecordedDissent:
    """A body by its name, and its own words."""

    body: str
    text: str


@dataclass(frozen=True)
class MinutesItem:
    """A matter. made_by is "agreement", "vote", or empty where nothing was to be decided; votes are those of a vote."""

    number: int
    title: str
    minutes: str = ""
    why_not_agreed: str = ""
    made_by: str = ""
    is_adopted: bool = False
    text: str = ""
    votes_for: int = 0
    votes_against: int = 0
    abstained: int = 0
    dissents: tuple[RecordedDissent, ...] = ()


@dataclass(frozen=True)
class ForumMinutes:
    """present is who met, with the body each spoke for."""

    forum: str
    meeting: str
    held_at: datetime
    place: str
    present: tuple[str, ...]
    minutes: str
    items: tuple[MinutesItem, ...]


TYPE = document_type(__file__, label="Referat fra samarbeidsforum", context=ForumMinutes)
