"""What a person's own data as a document needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type


@dataclass(frozen=True)
class OwnFact:
    """A field, by its word, and what it holds."""

    name: str
    value: str


@dataclass(frozen=True)
class OwnFacts:
    """One row."""

    heading: str
    facts: tuple[OwnFact, ...]


@dataclass(frozen=True)
class OwnSection:
    """The rows of one table, why they are kept, on which basis, and what happens then."""

    title: str
    why: str
    basis: str
    how_long: str
    rows: tuple[OwnFacts, ...]


@dataclass(frozen=True)
class OwnAct:
    """How many times the person stands as the one who did something at work, and in which table."""

    what: str
    count: int


@dataclass(frozen=True)
class OwnDataDocument:
    """Everything that is kept about one person at a moment."""

    name: str
    made_at: datetime
    sections: tuple[OwnSection, ...]
    acts: tuple[OwnAct, ...]


TYPE = document_type(__file__, label="Mine opplysninger", context=OwnDataDocument)
