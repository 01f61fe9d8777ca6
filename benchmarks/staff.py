"""Synthetic owners of any size from a fixed seed: schools, teachers with gaps, offers, budgets. All amounts made up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning import (
    Budget,
    Companions,
    Gap,
    Option,
    Person,
    PlacePool,
    PlanningProblem,
    School,
    Settings,
    Wish,
)
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear

FIRST = 2027
SUBJECTS = ("norwegian", "english", "mathematics", "natural_science", "music", "physical_education", "food_and_health")
WEIGHTS = np.array([20, 18, 24, 12, 9, 8, 9], dtype=float)
FIVE = SUBJECTS[:3]
SOURCE = "laget for måling"


@dataclass(frozen=True)
class Size:
    """How large an owner is and how scarce its money and places are. money: share of the gaps' cost over the years."""

    teachers: int
    schools: int
    years: int = 8
    lacking: float = 0.32
    money: float = 0.75


TRONDHEIM = Size(2_500, 55)


def synthetic_owner(size: Size, seed: int = 20270801, shared_places: bool = False) -> PlanningProblem:
    """An owner of the size. Money binds in every year, places in the small subjects, absence at the small schools."""
    rng = np.random.default_rng(seed)
    school = rng.choice(size.schools, size.teachers, p=_school_sizes(rng, size.schools))
    people = tuple(_person(rng, i, int(school[i]), size) for i in range(size.teachers))
    gaps = tuple(gap for person in people if rng.random() < size.lacking for gap in _gaps(rng, person.id))
    lacking = {gap.person for gap in gaps}
    staff = np.bincount(school, minlength=size.schools)
    return PlanningProblem(
        people=people,
        gaps=gaps,
        options=tuple(option for subject in SUBJECTS for option in _options(subject)),
        settings=Settings(SchoolYear(FIRST), size.years),
        budgets=_budgets(gaps, size),
        pools=() if shared_places else _pools(gaps, size),
        schools=tuple(
            School(_school(k), f"Skole {k}", Decimal(int(n)) * Decimal("0.9"), Decimal(8)) for k, n in enumerate(staff)
        ),
        wishes=_wishes(rng, sorted(lacking)),
        companions=_companions(gaps, people),
    )


def _school(k: int) -> str:
    return f"N{k:04d}"


def _school_sizes(rng: np.random.Generator, schools: int) -> np.ndarray:
    sizes = rng.uniform(0.4, 1.6, schools)
    return sizes / sizes.sum()


def _person(rng: np.random.Generator, i: int, school: int, size: Size) -> Person:
    leaves = FIRST + int(rng.integers(2, size.years + 3)) if rng.random() < 0.2 else None
    return Person(
        f"L{i:06d}",
        _school(school),
        position_percent=Decimal(int(rng.choice([100, 100, 100, 80, 60]))),
        last_year=SchoolYear(leaves) if leaves else None,
        refusals=int(rng.choice([0, 0, 0, 1, 2])),
    )


def _gaps(rng: np.random.Generator, person: str) -> list[Gap]:
    subjects = rng.choice(len(SUBJECTS), 2 if rng.random() < 0.18 else 1, replace=False, p=WEIGHTS / WEIGHTS.sum())
    return [_gap(rng, person, SUBJECTS[k]) for k in subjects]


def _gap(rng: np.random.Generator, person: str, subject: str) -> Gap:
    lower_secondary = rng.random() < 0.4 or subject not in FIVE
    most = 60 if lower_secondary and subject in FIVE else 30
    missing = int(rng.choice([most, most, most, 30, 15]))
    weekly = int(rng.integers(2, 13))
    hours = weekly * int(rng.integers(12, 29)) * 38
    return Gap(person, subject, "8-10" if lower_secondary else "1-7", Decimal(missing), hours, Decimal(weekly))


def _options(subject: str) -> list[Option]:
    return [
        _option(subject, 30, "HV", "paid_leave", owner=62_000, state=186_000, release="25"),
        _option(subject, 30, "HV", "scholarship", owner=9_000, state=118_000, release="0"),
        _option(subject, 15, "H", "scholarship", owner=6_000, state=59_000, release="0"),
        _option(subject, 15, "V", "paid_leave", owner=31_000, state=93_000, release="25"),
    ]


def _option(subject: str, credits: int, semesters: str, scheme: str, *, owner: int, state: int, release: str) -> Option:
    year = SchoolYear(FIRST)
    terms = [term for term, letter in ((year.autumn, "H"), (year.spring, "V")) if letter in semesters]
    costs = tuple(
        CostLine(payer, term, payer, SOURCE, SOURCE, {}, Kroner(amount // len(terms)))
        for payer, amount in (("state", state), ("owner", owner))
        for term in terms
    )
    return Option(
        f"{subject}-{credits}-{semesters}-{scheme}", subject, Decimal(credits), semesters, scheme, costs,
        release_percent=Decimal(release), pool=subject if credits == 30 else "",
    )  # fmt: skip


def _budgets(gaps: tuple[Gap, ...], size: Size) -> tuple[Budget, ...]:
    """The same every year, with one-off money in the second; the first and last years have half."""
    credits = int(sum(gap.missing for gap in gaps))
    state, owner = (int(credits / 30 * cost * size.money / size.years) for cost in (150_000, 35_000))
    found = []
    for k in range(size.years + 1):
        part = 1 if 0 < k < size.years else 2
        year = BudgetYear(FIRST + k)
        found.append(Budget(year, "state_frame", Kroner(state // part), ("state",)))
        found.append(Budget(year, "municipal", Kroner(owner // part), ("owner",)))
        if k == 1:
            found.append(Budget(year, "one_off", Kroner(owner // 3), ("owner",)))
    return tuple(found)


def _pools(gaps: tuple[Gap, ...], size: Size) -> tuple[PlacePool, ...]:
    wanted = {subject: sum(gap.subject == subject for gap in gaps) for subject in SUBJECTS}
    return tuple(
        PlacePool(subject, max(2, int(count * (1.4 if subject in FIVE else 0.7) / size.years)))
        for subject, count in wanted.items()
    )


def _wishes(rng: np.random.Generator, lacking: list[str]) -> tuple[Wish, ...]:
    chosen = [person for person in lacking if rng.random() < 0.02]
    return tuple(Wish(person, "special_needs_education", Decimal(30)) for person in chosen)


def _companions(gaps: tuple[Gap, ...], people: tuple[Person, ...]) -> tuple[Companions, ...]:
    """The first two with mathematics at every fifth school."""
    school = {person.id: person.school for person in people}
    at: dict[str, list[str]] = {}
    for gap in gaps:
        if gap.subject == "mathematics":
            at.setdefault(school[gap.person], []).append(gap.person)
    return tuple(
        Companions(f"{one}-matematikk", tuple(at[one][:2]), "mathematics")
        for k, one in enumerate(sorted(at))
        if k % 5 == 0 and len(at[one]) > 1
    )
