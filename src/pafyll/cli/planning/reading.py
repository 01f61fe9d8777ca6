"""From the files of `pafyll plan` to a planning problem: who lacks what, what may be studied, what may be spent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pafyll.cli.planning.choices import Choices, Files, Known, choices_of, without_effect
from pafyll.cli.planning.costs import option_of
from pafyll.cli.planning.previous import previous_of
from pafyll.cli.qualifying.answers import name_in
from pafyll.cli.qualifying.reading import read as read_staff
from pafyll.cli.telling import Faulty, Stop
from pafyll.domain.planning import (
    Budget,
    Gap,
    Option,
    Person,
    PlacePool,
    Plan,
    PlanningProblem,
    School,
    Settings,
)
from pafyll.domain.planning.school_weeks import school_weeks_on
from pafyll.domain.rules.qualification import SAME_AS, standing_of
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear
from pafyll.integrations.tables import Checked, Fault, Spec, Unreadable, check
from pafyll.integrations.tables.planning import BUDGETS, OFFERS, PAYS, faults_between
from pafyll.integrations.tables.reader import read
from pafyll.integrations.tables.staff import asked_of, facts_of
from pafyll.protocols.language import _


@dataclass(frozen=True)
class Request:
    """What is asked of `pafyll plan`. absence_percent and retirement_age are None where they do not limit.

    weeks is None where the number of school weeks that the law states is to be used.
    """

    staff: Path
    offers: Path
    budgets: Path
    first_year: SchoolYear
    years: int
    mapping: tuple[str, ...] = ()
    extra_columns: bool = False
    absence_percent: Decimal | None = None
    retirement_age: int | None = None
    closed_by: SchoolYear | None = None
    weeks: int | None = None
    choices: Files = field(default_factory=Files)
    previous: Path | None = None


@dataclass(frozen=True)
class Read:
    """The problem, what was assumed on the way that the person should know, and the plan before where there is one."""

    problem: PlanningProblem
    assumed: tuple[str, ...]
    previous: Plan | None = None

    @property
    def has_previous(self) -> bool:
        return self.previous is not None


def read_problem(request: Request) -> Read:
    """Raises Faulty with every fault of the files."""
    staff = read_staff(request.staff, request.mapping, extra_columns=request.extra_columns)
    offers, budgets = (
        _checked(path, spec, request) for path, spec in ((request.offers, OFFERS), (request.budgets, BUDGETS))
    )
    faults = [*staff.faults, *offers.faults, *budgets.faults, *faults_between(offers, budgets)]
    options, pools, more = _options(offers, request.first_year) if not offers.faults else ((), (), [])
    rows = list(staff.sound.iter_rows(named=True))
    years = range(request.first_year.start, request.first_year.start + request.years)
    known = Known({row["person_id"] for row in rows}, staff.file, {one.id: one for one in options}, offers.file, years)
    # Whether a choice names what is there can only be told when the other files are sound.
    faults = [*faults, *more]
    choices = Choices() if faults else choices_of(request.choices, known, extra_columns=request.extra_columns)
    if faults or choices.faults:
        raise Faulty([*faults, *choices.faults])
    gaps, assumed = _gaps(rows, request)
    money, continued = _budgets(budgets, request)
    problem = PlanningProblem(
        people=_people(rows, request),
        gaps=gaps,
        options=options,
        settings=Settings(request.first_year, request.years),
        budgets=money,
        pools=pools,
        schools=_schools(rows, request),
        wishes=choices.wishes,
        companions=choices.companions,
        locked=choices.locked,
    )
    told = (*assumed, *continued, *without_effect(choices.companions, gaps, choices.wishes))
    return Read(problem, told, previous_of(request.previous, problem) if request.previous else None)


def years_of(text: str) -> tuple[SchoolYear, int]:
    """--years: the first and the last autumn, as 2027-2034. Raises Stop."""
    match = re.fullmatch(r"(\d{4})(?:[-–](\d{4}))?", text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
    if not match or not 0 <= last - first < 30:
        raise Stop(
            _("Årene {years} kan ikke leses. Skriv første og siste høst, for eksempel 2027-2034.").format(years=text)
        )
    return SchoolYear(first), last - first + 1


def _checked(path: Path, spec: Spec, request: Request) -> Checked:
    try:
        return check(read(path), spec, extra_columns=request.extra_columns)
    except Unreadable as error:
        raise Faulty(error.faults) from error


def _options(offers: Checked, first: SchoolYear) -> tuple[tuple[Option, ...], tuple[PlacePool, ...], list[Fault]]:
    options, pools, faults = [], [], []
    for row in offers.frame.iter_rows(named=True):
        found = option_of(row, first)
        if isinstance(found, str):
            facts = {"why": found}
            faults.append(Fault(offers.file, row["#row"], "scheme", row["scheme"], "no_cost", facts))
            continue
        options.append(found)
        if row.get("places") is not None:
            pools.append(PlacePool(found.pool, row["places"], label=row["offer_id"]))
    return tuple(options), tuple(pools), faults


def _people(rows: Sequence[dict[str, Any]], request: Request) -> tuple[Person, ...]:
    """One for each id; the school is the one where the position is largest, then the first in the file."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = found.get(row["person_id"])
        if known is None or _position(row) > _position(known):
            found[row["person_id"]] = row
    return tuple(
        Person(id, row["school"], name_in(row), _position(row), _last_year(row, request)) for id, row in found.items()
    )


def _position(row: Mapping[str, Any]) -> Decimal:
    percent = row.get("position_percent")
    return Decimal(100) if percent is None else Decimal(str(percent))


def _last_year(row: Mapping[str, Any], request: Request) -> SchoolYear | None:
    if request.retirement_age is None or not row.get("birth_year"):
        return None
    return SchoolYear(row["birth_year"] + request.retirement_age - 1)


def _schools(rows: Sequence[Mapping[str, Any]], request: Request) -> tuple[School, ...]:
    positions: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        positions[row["school"]][row["person_id"]] = _position(row)
    return tuple(
        School(name, name, sum(people.values(), Decimal(0)) / 100, request.absence_percent)
        for name, people in sorted(positions.items())
    )


def _gaps(rows: Sequence[Mapping[str, Any]], request: Request) -> tuple[tuple[Gap, ...], list[str]]:
    """Those who lack credits on the plan's first day; several rows of one subject and stage are one gap."""
    found: dict[tuple[str, str, str], Gap] = {}
    day, silent = request.first_year.starts_on, 0
    weeks, assumed = _weeks(request)
    for row in rows:
        standing = standing_of(facts_of(row), day=day, **asked_of(row, request.first_year.start))
        if not standing.lacks:
            continue
        weekly = row.get("hours_per_week")
        silent += weekly is None
        hours = Decimal(str(weekly)) if weekly is not None else Decimal(1)
        key = (row["person_id"], SAME_AS.get(standing.subject, standing.subject), standing.stage)
        before = found.get(key)
        weekly_hours = hours + (before.weekly_hours or 0 if before else 0)
        missing = max(standing.missing, before.missing if before else Decimal(0))
        found[key] = Gap(*key, missing, int(weekly_hours * weeks), weekly_hours, request.closed_by)
    return tuple(found.values()), [assumed, *([_silent(silent)] if silent else [])]


def _weeks(request: Request) -> tuple[int, str]:
    """School weeks in a year, and in words where the number is from."""
    if request.weeks is not None:
        said = _("Timer per uke er regnet om til timer i året med {weeks} skoleuker, som dere har oppgitt.")
        return request.weeks, said.format(weeks=request.weeks)
    stated = school_weeks_on(request.first_year.starts_on)
    said = _("Timer per uke er regnet om til timer i året med {weeks} skoleuker. Kilde: {source}.")
    return int(stated.value), said.format(weeks=stated.value, source=stated.cited)


def _silent(count: int) -> str:
    if count == 1:
        return _("Én rad mangler timer per uke og er regnet som 1 time.")
    return _("{count} rader mangler timer per uke og er regnet som 1 time.").format(count=count)


def _budgets(budgets: Checked, request: Request) -> tuple[tuple[Budget, ...], list[str]]:
    """The budgets of the file. Money that comes every year is taken to come in the year after the last as well."""
    found = [_budget(row) for row in budgets.frame.iter_rows(named=True)]
    after = request.first_year.start + request.years
    if any(one.year.year >= after for one in found):
        return tuple(found), []
    last = [one for one in found if one.year.year == after - 1 and one.source != "one_off"]
    if not last:
        return tuple(found), []
    more = [Budget(BudgetYear(after), one.source, one.amount, one.payers, one.schemes) for one in last]
    said = _("Filen har ikke budsjett for {year}. De faste midlene for {before} er brukt også der, til våren.")
    return (*found, *more), [said.format(year=after, before=after - 1)]


def _budget(row: Mapping[str, Any]) -> Budget:
    payer = row.get("payer") or PAYS[row["source"]]
    allowed = tuple(filter(None, (row.get("schemes") or "").split(";")))
    return Budget(BudgetYear(row["year"]), row["source"], Kroner(row["amount"]), (payer,), allowed)


def day_or_year(text: str) -> SchoolYear | None:
    """--closed-by: the year by whose August every gap is to be closed. Raises Stop."""
    if not text:
        return None
    if not re.fullmatch(r"\d{4}", text):
        raise Stop(_("Fristen {year} kan ikke leses. Skriv et år, for eksempel 2029.").format(year=text))
    return SchoolYear(int(text))


__all__ = ["Read", "Request", "day_or_year", "read_problem", "years_of"]
