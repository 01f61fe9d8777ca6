"""What is kept about people, for what, and how long: the public page and the page in the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.privacy.models import RetentionPeriod
from pafyll.apps.privacy.queries.periods import periods_in_force
from pafyll.apps.privacy.register import all_tables
from pafyll.domain.privacy import Mark, Purpose, Retention, SetBy, Table, Then
from pafyll.domain.privacy_marks import AT_WORK


@dataclass(frozen=True)
class KeptRow:
    """What is kept under one rule, and how long. period is None where nobody has decided yet, or a law does."""

    rule: Retention
    labels: tuple[str, ...]
    period: RetentionPeriod | None

    @property
    def is_kept(self) -> bool:
        return self.rule.then == Then.KEEP

    @property
    def is_scrubbed(self) -> bool:
        return self.rule.then == Then.SCRUB

    @property
    def is_undecided(self) -> bool:
        return self.rule.set_by == SetBy.CONTROLLER and self.period is None


@dataclass(frozen=True)
class KeptPurpose:
    """Everything that is kept for one purpose."""

    purpose: Purpose
    rows: tuple[KeptRow, ...]


def what_is_kept(*, on: date) -> list[KeptPurpose]:
    """By purpose and rule, in the order of the register. One query."""
    periods, found = periods_in_force(on), _by_mark()
    purposes = dict.fromkeys(mark.purpose for mark in found)
    return [
        KeptPurpose(
            purpose,
            tuple(
                KeptRow(mark.retention, tuple(labels), periods.get(mark.retention.code))
                for mark, labels in found.items()
                if mark.purpose == purpose
            ),
        )
        for purpose in purposes
    ]


def _by_mark() -> dict[Mark, list[str]]:
    """The labels of the tables under each mark. Who did what as part of their work comes last, without tables."""
    found: dict[Mark, list[str]] = {}
    for table in all_tables().values():
        for mark in table.marks:
            found.setdefault(mark, []).append(table.label)
    found.setdefault(AT_WORK, [])
    return found


def fields_by_table() -> list[tuple[Table, list[tuple[str, Mark]]]]:
    """Every personal field with its mark, by table: for the documentation."""
    described = sorted(all_tables().values(), key=lambda table: table.model)
    return [(table, _marked(table)) for table in described if table.is_personal or table.done_by]


def _marked(table: Table) -> list[tuple[str, Mark]]:
    own = [(name, mark) for mark, names in table.marks.items() for name in names.split()]
    return own + [(name, AT_WORK) for name in table.done_by.split()]
