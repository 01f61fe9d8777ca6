"""The files that say more than who lacks what: wishes, who study together, and which studies are decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from pafyll.domain.planning import Companions, Gap, Locked, Option, Wish
from pafyll.domain.rules.qualification import SAME_AS
from pafyll.domain.values import SchoolYear
from pafyll.integrations.tables import Checked, Fault, Spec, Unreadable, check
from pafyll.integrations.tables.planning_choices import (
    COMPANIONS,
    LOCKS,
    WISHES,
    faults_in_companions,
    faults_in_locks,
    faults_in_wishes,
)
from pafyll.integrations.tables.reader import ROW, read
from pafyll.protocols.language import _

USUAL_CREDITS = Decimal(30)
_EMPTY = pl.DataFrame({ROW: []}, schema={ROW: pl.UInt32})


@dataclass(frozen=True)
class Files:
    """The three files, each None when it is not given."""

    wishes: Path | None = None
    companions: Path | None = None
    locks: Path | None = None

    @property
    def names(self) -> list[str]:
        return [path.name for path in (self.wishes, self.companions, self.locks) if path is not None]


@dataclass(frozen=True)
class Known:
    """What the files may name: people of the staff file, studies of the offers file, and the plan's years."""

    people: Collection[str]
    staff: str
    options: Mapping[str, Option]
    studies: str
    years: range


@dataclass(frozen=True)
class Choices:
    """What the files said, and every fault in them."""

    wishes: tuple[Wish, ...] = ()
    companions: tuple[Companions, ...] = ()
    locked: tuple[Locked, ...] = ()
    faults: tuple[Fault, ...] = ()


def choices_of(files: Files, known: Known, *, extra_columns: bool) -> Choices:
    """The files as the planner takes them. With any fault, only the faults."""
    wishes, companions, locks = (
        _checked(path, spec, extra_columns)
        for path, spec in ((files.wishes, WISHES), (files.companions, COMPANIONS), (files.locks, LOCKS))
    )
    faults = [fault for one in (wishes, companions, locks) for fault in one.faults]
    faults += faults_in_wishes(wishes, known.people, known.staff)
    faults += faults_in_companions(companions, known.people, known.staff)
    faults += faults_in_locks(locks, known.people, known.staff, known.options, known.studies, known.years)
    faults = faults or _not_given(locks, known)
    if faults:
        return Choices(faults=tuple(faults))
    return Choices(
        tuple(_wish(row) for row in wishes.frame.iter_rows(named=True)),
        _companions(companions.frame.iter_rows(named=True)),
        tuple(
            Locked(row["person_id"], row["offer_id"], SchoolYear(row["year"]))
            for row in locks.frame.iter_rows(named=True)
        ),
    )


def without_effect(companions: Sequence[Companions], gaps: Sequence[Gap], wishes: Sequence[Wish]) -> list[str]:
    """In words, the groups that cannot be planned together: somebody in them is not going to study the subject."""
    wanted = {(gap.person, gap.subject) for gap in gaps} | {(wish.person, wish.subject) for wish in wishes}
    said = _("Gruppen {group} har ingen virkning: {people} verken mangler eller ønsker studiepoeng i faget.")
    found = []
    for group in companions:
        others = [person for person in group.people if (person, group.subject) not in wanted]
        if others:
            found.append(said.format(group=group.id, people=", ".join(others)))
    return found


def _checked(path: Path | None, spec: Spec, extra_columns: bool) -> Checked:
    if path is None:
        return Checked("", _EMPTY, [])
    try:
        return check(read(path), spec, extra_columns=extra_columns)
    except Unreadable as error:
        return Checked(path.name, _EMPTY, error.faults)


def _not_given(locks: Checked, known: Known) -> list[Fault]:
    """Decided studies in a year in which they are not given."""
    return [
        Fault(locks.file, row[ROW], "year", str(row["year"]), "not_given", {"offer": row["offer_id"]})
        for row in locks.frame.iter_rows(named=True)
        if not known.options[row["offer_id"]].runs_in(SchoolYear(row["year"]))
    ]


def _wish(row: Mapping[str, Any]) -> Wish:
    return Wish(
        row["person_id"],
        SAME_AS.get(row["subject"], row["subject"]),
        Decimal(str(row["credits"])) if row.get("credits") is not None else USUAL_CREDITS,
        bool(row.get("must")),
        SchoolYear(row["from_year"]) if row.get("from_year") else None,
        SchoolYear(row["to_year"]) if row.get("to_year") else None,
    )


def _companions(rows: Any) -> tuple[Companions, ...]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        groups[row["group"], SAME_AS.get(row["subject"], row["subject"])].append(row["person_id"])
    return tuple(Companions(group, tuple(people), subject) for (group, subject), people in groups.items())
