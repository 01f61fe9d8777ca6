"""What the planner answers: who studies what and when, what it costs, how good it can be, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning.problem import Budget, PlanningProblem
from pafyll.domain.planning.texts import Text
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester

PLANNED, LOCKED, UNDER_WAY = "planned", "locked", "under_way"
Y = TypeVar("Y", BudgetYear, SchoolYear)


@dataclass(frozen=True)
class PlanLine:
    """One person's one study. closes: the (subject, stage) of the gaps that are closed when it is passed.

    status is "planned", "locked" (decided before) or "under_way". reasons say why she, why then and why so.
    """

    person: str
    school: str
    subject: str
    option: str  # "" for a study under way
    scheme: str
    credits: Decimal
    semesters: str
    year: SchoolYear
    costs: tuple[CostLine, ...]
    status: str = PLANNED
    closes: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Text, ...] = ()

    @property
    def cost(self) -> Kroner:
        return Kroner(sum(line.amount for line in self.costs))

    @property
    def key(self) -> tuple[str, str, SchoolYear]:
        """What makes it the same line in two plans: person, option and school year."""
        return self.person, self.option, self.year


@dataclass(frozen=True)
class PlanCosts:
    """What the plan costs. Every amount is a sum of the lines' own cost lines."""

    lines: tuple[CostLine, ...]

    @property
    def total(self) -> Kroner:
        return Kroner(sum(line.amount for line in self.lines))

    @property
    def by_budget_year(self) -> Mapping[tuple[BudgetYear, str], Kroner]:
        """(budget year, payer) → kroner, in order of year and payer."""
        return _summed((line.budget_year, line.payer, line.amount) for line in self.lines)

    @property
    def by_school_year(self) -> Mapping[tuple[SchoolYear, str], Kroner]:
        """(school year, payer) → kroner, in order of year and payer."""
        return _summed((line.school_year, line.payer, line.amount) for line in self.lines)


def _summed(rows: Iterable[tuple[Y, str, Kroner]]) -> dict[tuple[Y, str], Kroner]:
    sums: dict[tuple[Y, str], Kroner] = defaultdict(Kroner)
    for year, payer, amount in rows:
        sums[year, payer] += amount
    return dict(sorted(sums.items()))


@dataclass(frozen=True)
class Funding:
    """What one budget pays of the plan: spent is never more than budget.amount."""

    budget: Budget
    spent: Kroner

    @property
    def left(self) -> Kroner:
        return self.budget.amount - self.spent


@dataclass(frozen=True)
class Reached:
    """One objective: what the plan reached and what no plan can beat.

    The bound of the first objective holds for every plan. The bound of a later one holds for every plan that is as
    good as this one in all the objectives before it. unit is "pupil_hours" (pupils' hours taught without the credits
    over the whole period), "people", "wishes", "kroner", "semesters" or "years_together".
    is_most: the objective is to be as large as possible (wishes, companions), else as small.
    """

    objective: str
    value: Decimal
    bound: Decimal
    unit: str
    is_most: bool = False

    @property
    def gap_percent(self) -> Decimal:
        """How far from the bound the plan is, in per cent of the plan's value (of the bound when larger is better)."""
        of = self.bound if self.is_most else self.value
        return abs(self.value - self.bound) * 100 / of if of else Decimal(0)


@dataclass(frozen=True)
class Move:
    """Someone whose studies are others than in the previous plan. before or after is empty when she was not in it."""

    person: str
    before: tuple[PlanLine, ...]
    after: tuple[PlanLine, ...]
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Unplaced:
    """A gap that the plan does not close, and why."""

    person: str
    subject: str
    stage: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class Plan:
    """A plan that breaks no limit. reached has one entry for each objective, in the order they were stated."""

    problem: PlanningProblem = field(repr=False, compare=False)
    lines: tuple[PlanLine, ...]
    reached: tuple[Reached, ...]
    unplaced: tuple[Unplaced, ...] = ()
    moves: tuple[Move, ...] = ()
    funding: tuple[Funding, ...] = ()
    closes_at: Mapping[tuple[str, str, str], Semester] = field(default_factory=dict)  # gap → first semester closed
    seed: int = 0
    stopped_early: bool = False

    def __bool__(self) -> bool:
        return True

    @property
    def costs(self) -> PlanCosts:
        return PlanCosts(tuple(cost for line in self.lines for cost in line.costs))

    @property
    def bound(self) -> Decimal:
        """Of the first objective."""
        return self.reached[0].bound

    @property
    def gap_percent(self) -> Decimal:
        """Of the first objective."""
        return self.reached[0].gap_percent

    @property
    def last_gap_closes(self) -> Semester | None:
        """The first semester with no gap left of those the plan closes; None when it closes none."""
        closed = list(self.closes_at.values())
        return max(closed, key=lambda one: (one.code[:4], one.is_autumn)) if closed else None

    def lines_of(self, person: str) -> tuple[PlanLine, ...]:
        return tuple(line for line in self.lines if line.person == person)


@dataclass(frozen=True)
class Shortage:
    """One reason why no plan keeps every limit. amount is in the unit: "kroner", "places", "percent" or "people"."""

    kind: str  # "budget", "places", "absence", "person"
    amount: Decimal
    unit: str
    text: Text
    year: BudgetYear | SchoolYear | Semester | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    who: str = ""  # the payer, the pool, the school or the person


@dataclass(frozen=True)
class Infeasible:
    """No plan keeps what must be kept. reasons is a set that is enough: with all of them mended there is a plan.

    is_smallest: it is proved that no smaller set is enough. For very many people with deadlines it may not be.
    """

    problem: PlanningProblem = field(repr=False, compare=False)
    reasons: tuple[Shortage, ...]
    is_smallest: bool = True

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Turn:
    """A person's place in the plan for one subject. position counts from 1 among `queue` people at her school.

    year is None when she is not in the plan. hangs_on: what is full in each earlier year. sooner: what would move her.
    """

    person: str
    subject: str
    year: SchoolYear | None
    position: int
    queue: int
    hangs_on: tuple[Text, ...]
    sooner: tuple[Text, ...]
