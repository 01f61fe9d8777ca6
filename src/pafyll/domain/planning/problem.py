"""What is to be planned: people with gaps, studies to choose from, money, places and how many may be away at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester

# Objectives, as Settings.order names them.
GAPS, MOVES, WISHES, COST, REFUSALS, COMPANIONS = "gaps", "moves", "wishes", "cost", "refusals", "companions"
ORDER = (GAPS, WISHES, COST, REFUSALS, COMPANIONS)
REPLAN_ORDER = (MOVES, *ORDER)

# Sources of a budget.
STATE_FRAME, MUNICIPAL, ONE_OFF = "state_frame", "municipal", "one_off"
BOUND = "bound"  # what is already promised to studies under way
SOURCES = (STATE_FRAME, MUNICIPAL, ONE_OFF, BOUND)


class PlanningFault(ValueError):
    """The input contradicts itself: who or what, and what is wrong."""


@dataclass(frozen=True)
class Person:
    """Someone who may study. last_year is the last school year at work before retirement, None where not known.

    first_year: not before this school year (leave, another study). refusals: how many times she has applied and been
    refused. declines: subjects she has said no to studying.
    """

    id: str
    school: str
    name: str = ""
    position_percent: Decimal = Decimal(100)
    last_year: SchoolYear | None = None
    first_year: SchoolYear | None = None
    refusals: int = 0
    declines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Credits that a person lacks in what she teaches, and the pupils' hours a year taught without them.

    pupil_hours is pupils × hours in a school year, a whole number; weekly_hours only explains. due is a deadline that
    must be kept: the gap is closed before this school year begins. None is "as early as possible".
    """

    person: str
    subject: str
    stage: str
    missing: Decimal
    pupil_hours: int
    weekly_hours: Decimal | None = None
    due: SchoolYear | None = None


@dataclass(frozen=True)
class Wish:
    """A study that a person wishes beyond her gaps. must: it has to be in the plan, else the input is infeasible."""

    person: str
    subject: str
    credits: Decimal
    must: bool = False
    from_year: SchoolYear | None = None
    to_year: SchoolYear | None = None


@dataclass(frozen=True)
class Option:
    """A study offer, or an expected kind of study, under one scheme.

    semesters is "HV", "H" or "V". costs are the explained lines for a study that starts in any one school year; they
    are moved to the year of the plan. Another price from some year on is another option with from_year and to_year.
    release_percent is of a full position, in each of the semesters. pool names a PlacePool; "" is as many places as
    are needed. stages is empty when the study counts at every stage. once: a particular study that nobody takes twice;
    else it is a kind of study, taken again for more credits.
    """

    id: str
    subject: str
    credits: Decimal
    semesters: str
    scheme: str
    costs: tuple[CostLine, ...] = ()
    release_percent: Decimal = Decimal(0)
    pool: str = ""
    provider: str = ""
    stages: tuple[str, ...] = ()
    from_year: SchoolYear | None = None
    to_year: SchoolYear | None = None
    once: bool = False

    def costs_in(self, year: SchoolYear) -> tuple[CostLine, ...]:
        """The cost lines of the study when it is taken in the school year."""
        return tuple(replace(line, semester=_moved(line.semester, year)) for line in self.costs)

    def semesters_in(self, year: SchoolYear) -> tuple[Semester, ...]:
        """The semesters it is studied in when taken in the school year."""
        terms = {"H": (year.autumn,), "V": (year.spring,)}
        return terms.get(self.semesters, (year.autumn, year.spring))

    def runs_in(self, year: SchoolYear) -> bool:
        """Whether it can be taken in the school year."""
        return (self.from_year is None or self.from_year <= year) and (self.to_year is None or year <= self.to_year)


def _moved(semester: Semester, year: SchoolYear) -> Semester:
    return year.autumn if semester.is_autumn else year.spring


@dataclass(frozen=True)
class PlacePool:
    """Places in a school year that one or more options share. by_year holds the years that differ."""

    id: str
    places: int
    by_year: Mapping[SchoolYear, int] = field(default_factory=dict)
    label: str = ""

    def places_in(self, year: SchoolYear) -> int:
        return self.by_year.get(year, self.places)


@dataclass(frozen=True)
class Budget:
    """Money of one source for one calendar year. It pays the lines of its payers ("owner", "state") and schemes.

    schemes is empty when every scheme may be paid. A payer whom no budget names is not limited; one whom some budget
    names has nothing in a year without a budget. So one-off money carries a study into the next year only as far as
    next year's budgets hold its spring.
    """

    year: BudgetYear
    source: str
    amount: Kroner
    payers: tuple[str, ...] = ("owner",)
    schemes: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class School:
    """A school and the largest share of its staff, in FTE, that may be away at once in a term. None is no limit."""

    id: str
    name: str = ""
    staff_fte: Decimal = Decimal(0)
    largest_share_percent: Decimal | None = None


@dataclass(frozen=True)
class Companions:
    """Several who wish to take a subject in the same school year."""

    id: str
    people: tuple[str, ...]
    subject: str


@dataclass(frozen=True)
class Locked:
    """A study that is decided: this person takes this option in this school year, whatever the plan finds."""

    person: str
    option: str
    year: SchoolYear


@dataclass(frozen=True)
class UnderWay:
    """A study that has begun. Its credits count after `ends`; its costs and release have their real semesters."""

    person: str
    subject: str
    credits: Decimal
    ends: Semester
    costs: tuple[CostLine, ...] = ()
    release_percent: Decimal = Decimal(0)
    semesters: tuple[Semester, ...] = ()
    scheme: str = ""


@dataclass(frozen=True)
class Settings:
    """What the planner goes by. order: objectives, the first outranks all that follow.

    A study is planned only if the person works years_to_pay_back whole school years after it. most_credits_per_year is
    a person's load in a school year. wishes_beyond_gaps: studies without a gap are planned when they are wished.
    most_studies: a subject is never studied in more parts than this.
    """

    first_year: SchoolYear
    years: int
    order: tuple[str, ...] = ORDER
    most_credits_per_year: Decimal = Decimal(30)
    years_to_pay_back: int = 2
    wishes_beyond_gaps: bool = True
    most_studies: int = 4

    @property
    def school_years(self) -> tuple[SchoolYear, ...]:
        return tuple(SchoolYear(self.first_year.start + k) for k in range(self.years))

    @property
    def budget_years(self) -> tuple[BudgetYear, ...]:
        """One more than the school years: the last spring is paid in the year after."""
        return tuple(BudgetYear(self.first_year.start + k) for k in range(self.years + 1))


@dataclass(frozen=True)
class PlanningProblem:
    """One owner's input to `plan`.

    place_prices: what a place in a pool costs in a school year, in pupils' hours, when owners share the places: it is
    added to the first objective, so that the plan's bound is the owner's part of a bound for all owners together.
    """

    people: tuple[Person, ...]
    gaps: tuple[Gap, ...]
    options: tuple[Option, ...]
    settings: Settings
    budgets: tuple[Budget, ...] = ()
    pools: tuple[PlacePool, ...] = ()
    schools: tuple[School, ...] = ()
    wishes: tuple[Wish, ...] = ()
    companions: tuple[Companions, ...] = ()
    locked: tuple[Locked, ...] = ()
    under_way: tuple[UnderWay, ...] = ()
    place_prices: Mapping[tuple[str, SchoolYear], int] = field(default_factory=dict)
