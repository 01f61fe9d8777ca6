"""What is kept about people: why, on which legal basis, how long, and what happens then.

A table of the database is described by one Table in its app's `privacy.py`. Every field stands under exactly one mark.
How many months a rule means is not said here where no law says it: who runs Påfyll decides it, and until then nothing
is removed by that rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Then(StrEnum):
    """What happens when the time is out."""

    DELETE = "delete"  # the row goes
    SCRUB = "scrub"  # the field is emptied, the row stays
    KEEP = "keep"  # it may not be removed: why says so


class SetBy(StrEnum):
    """Who decides how long."""

    LAW = "law"
    CONTROLLER = "controller"  # who runs Påfyll: the period is entered with a source, and is not invented here
    PAFYLL = "pafyll"  # our own choice, of what nobody needs longer


@dataclass(frozen=True)
class Purpose:
    """Why it is kept, and which law says that it may be."""

    code: str
    label: str
    why: str
    basis: str


@dataclass(frozen=True)
class Retention:
    """How long, counted from when, and what happens then. why is shown to whoever asks for something to be deleted."""

    code: str
    since: str
    then: Then
    set_by: SetBy
    why: str
    days: int = 0  # our own choices only
    on_request: bool = False  # the person may have it removed at once


@dataclass(frozen=True)
class Mark:
    """One purpose with one rule for how long."""

    purpose: Purpose
    retention: Retention


@dataclass(frozen=True)
class Table:
    """One table: its fields under their marks.

    mine are the ways to the person it is about, through keys ("application__person"), "self" for the person's or the
    user's own row, or through the key of what it concerns ("about", "decision__about"). names is the word that such
    keys begin with. done_by are those who acted as part of their work. aside says why a table that hangs on a person's
    things is not about the person.
    """

    model: str
    marks: Mapping[Mark, str] = field(default_factory=dict)
    label: str = ""
    mine: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    done_by: str = ""
    impersonal: str = ""
    aside: str = ""

    def fields(self) -> list[str]:
        """Every field that is marked, in the order of the marks. A field marked twice comes twice."""
        words = [*self.marks.values(), self.done_by, self.impersonal]
        return [name for word in words for name in word.split()]

    def mark_of(self, name: str) -> Mark | None:
        """The field's mark; None for a field that tells nothing of a person."""
        return next((mark for mark, names in self.marks.items() if name in names.split()), None)

    @property
    def is_personal(self) -> bool:
        return bool(self.marks)


def about_people(model: str, label: str, mine: str, *marks: tuple[Mark, str], **more: str) -> Table:
    """A table whose rows are about a person."""
    names = tuple(more.pop("names", "").split())
    return Table(model, dict(marks), label, tuple(mine.split()), names, **more)


def by_officers(model: str, done_by: str, impersonal: str, aside: str = "") -> Table:
    """A table about something else than people, where it is noted who did what as part of their work."""
    return Table(model, done_by=done_by, impersonal=impersonal, aside=aside)


def nothing_personal(model: str, impersonal: str, aside: str = "") -> Table:
    """A table that tells nothing of anybody."""
    return Table(model, impersonal=impersonal, aside=aside)
