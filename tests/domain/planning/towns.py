"""Small towns to plan for: made by hand for the named tests, and drawn at random for the properties."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning import (
    Budget,
    Companions,
    Gap,
    Locked,
    Option,
    Person,
    PlacePool,
    PlanningProblem,
    School,
    Settings,
    UnderWay,
    Wish,
)
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear

FIRST = SchoolYear(2027)


def option(
    id: str, subject: str = "mathematics", credits: int = 30, semesters: str = "HV", *, owner: int = 0, state: int = 0,
    scheme: str = "paid_leave", **more: Any,
) -> Option:  # fmt: skip
    """A study whose costs lie half in each semester, the odd krone in the spring."""
    terms = [term for term, letter in ((FIRST.autumn, "H"), (FIRST.spring, "V")) if letter in semesters]
    costs = []
    for payer, amount in (("owner", owner), ("state", state)):
        first = amount // len(terms)
        parts = [first, amount - first] if len(terms) == 2 else [amount]
        costs += [
            CostLine(payer, term, payer, "laget for testen", "laget for testen", {}, Kroner(part))
            for term, part in zip(terms, parts, strict=True)
            if part
        ]
    return Option(id, subject, Decimal(credits), semesters, scheme, tuple(costs), **more)


def budget(year: int, amount: int, source: str = "municipal", **more: Any) -> Budget:
    return Budget(BudgetYear(year), source, Kroner(amount), **more)


def gap(person: str, hours: int = 1_000, subject: str = "mathematics", missing: int = 30, **more: Any) -> Gap:
    return Gap(person, subject, more.pop("stage", "8-10"), Decimal(missing), hours, **more)


def town(people: list[Person], gaps: list[Gap], options: list[Option], years: int = 3, **more: Any) -> PlanningProblem:
    """A problem of one school, or the schools given."""
    schools = more.pop("schools", (School("Solvik skole", staff_fte=Decimal(20)),))
    settings = replace(Settings(FIRST, years), **more.pop("settings", {}))
    return PlanningProblem(tuple(people), tuple(gaps), tuple(options), settings, schools=schools, **more)


def teacher(name: str, **more: Any) -> Person:
    return Person(name, more.pop("school", "Solvik skole"), name, **more)


# At random

SUBJECTS = ("english", "mathematics")
OPTIONS = (
    option("mat-30-permisjon", owner=60_001, state=90_000, release_percent=Decimal(25), pool="mat"),
    option("mat-30-stipend", owner=10_000, state=50_000, scheme="scholarship", pool="mat"),
    option("mat-15-host", credits=15, semesters="H", owner=7_500, scheme="scholarship"),
    option("eng-30-permisjon", "english", owner=55_000, state=80_001, release_percent=Decimal("37.5")),
    option("eng-15-var", "english", 15, "V", owner=9_000, scheme="scholarship", once=True),
    option("eng-30-gratis", "english", scheme="scholarship", pool="eng"),
)


@st.composite
def towns(draw: st.DrawFn, most_people: int = 4, most_years: int = 3) -> PlanningProblem:
    """A town in which money, places, absence and load may all bind, with everything that a problem can hold."""
    years = draw(st.integers(1, most_years))
    names = ["Ane", "Bo", "Cato", "Dina", "Eli"][: draw(st.integers(1, most_people))]
    people = [_teacher(draw, name, years) for name in names]
    pairs = [(name, subject) for name in names for subject in SUBJECTS]
    lacking = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(names) + 1))
    gaps = [_gap(draw, name, subject) for name, subject in lacking]
    wishing = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=1))
    wishes = tuple(Wish(name, subject, Decimal(draw(st.sampled_from([15, 30])))) for name, subject in wishing)
    options = draw(st.lists(st.sampled_from(OPTIONS), unique_by=lambda one: one.id, min_size=1, max_size=4))
    return town(
        people,
        gaps,
        options,
        years,
        budgets=tuple(_budgets(draw, years)),
        pools=(PlacePool("mat", draw(st.integers(0, 3))), PlacePool("eng", draw(st.integers(0, 2)))),
        schools=tuple(
            School(one, staff_fte=Decimal(4), largest_share_percent=draw(st.sampled_from([None, Decimal(8), Decimal(16)])))
            for one in ("Solvik skole", "Nes skole")
        ),
        wishes=wishes,
        companions=(Companions("sammen", tuple(names[:2]), "mathematics"),) if len(names) > 1 else (),
        under_way=tuple(_under_way(draw, names[0])),
        locked=tuple(_locked(draw, names[-1], options, years)),
    )


def _teacher(draw: st.DrawFn, name: str, years: int) -> Person:
    leaves = draw(st.sampled_from([None, None, FIRST.start + years, FIRST.start + years + 2]))
    return teacher(
        name,
        school=draw(st.sampled_from(["Solvik skole", "Nes skole"])),
        last_year=None if leaves is None else SchoolYear(leaves),
        refusals=draw(st.integers(0, 2)),
        declines=draw(st.sampled_from([(), (), (), ("english",)])),
    )


def _gap(draw: st.DrawFn, name: str, subject: str) -> Gap:
    return gap(name, draw(st.integers(1, 40)) * 100, subject, draw(st.sampled_from([15, 30, 30, 45, 60])))


def _budgets(draw: st.DrawFn, years: int) -> list[Budget]:
    sources = draw(st.lists(st.sampled_from(["municipal", "one_off", "state_frame"]), unique=True, max_size=3))
    found = []
    for year in range(FIRST.start, FIRST.start + years + 1):
        for source in sources:
            payers = ("state",) if source == "state_frame" else ("owner",)
            schemes = ("scholarship",) if source == "one_off" else ()
            amount = draw(st.sampled_from([0, 30_000, 60_001, 100_000, 200_000]))
            found.append(budget(year, amount, source, payers=payers, schemes=schemes))
    return found


def _under_way(draw: st.DrawFn, name: str) -> list[UnderWay]:
    if not draw(st.sampled_from([False, False, True])):
        return []
    spring = SchoolYear(FIRST.start - 1).spring
    return [UnderWay(name, "mathematics", Decimal(15), spring, (), Decimal(0), (spring,), "scholarship")]


def _locked(draw: st.DrawFn, name: str, options: list[Option], years: int) -> list[Locked]:
    if not draw(st.sampled_from([False, False, False, True])):
        return []
    return [Locked(name, draw(st.sampled_from(options)).id, SchoolYear(FIRST.start + draw(st.integers(0, years - 1))))]
