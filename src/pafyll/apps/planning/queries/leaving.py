"""What an owner's plans assume about who leaves: the age of retirement, and how many go each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pafyll.apps.organisations.models import Employment, Organisation
from pafyll.apps.planning.models import CompetencePlan, NeedsAssumption, PlanLine, PlanRun
from pafyll.domain.planning.leaving import Assumption, Job, expected_to_leave, turnover
from pafyll.domain.values import SchoolYear

PLAN, OWNER, START, MEASURED, NOBODY = "plan", "owner", "start", "measured", ""


@dataclass(frozen=True)
class Leaving:
    """An age with who says so (the plan, the owner, or where Påfyll begins), and the part that leaves each year.

    left of at_start is the part: the owner's own per cent, or what was measured in school_year. 0 of 0 is not known.
    """

    age: int
    age_by: str
    grounds: str
    left: int = 0
    at_start: int = 0
    part_by: str = NOBODY
    school_year: int | None = None

    def as_plain(self) -> dict[str, Any]:
        """As a run keeps it."""
        return dict(vars(self))


def own_assumption(owner: Organisation | None) -> Assumption:
    """What the owner assumes, or what we begin with. One query."""
    own = NeedsAssumption.objects.filter(owner=owner).first() if owner else None
    if own is None:
        return Assumption()
    return Assumption(own.retirement_age, own.years_ahead, own.grounds, is_own=True, percent=own.turnover_percent)


def leaving_for(plan: CompetencePlan, *, day: date) -> Leaving:
    """What the plan reckons with: its own age where it has one, else the owner's. Two queries."""
    own = own_assumption(plan.owner)
    said = (own.age, OWNER if own.is_own else START, own.grounds)
    age, age_by, grounds = (plan.retires_at, PLAN, "") if plan.retires_at is not None else said
    if own.percent is not None:
        return Leaving(age, age_by, grounds, own.percent, 100, OWNER)
    year = SchoolYear.of(day).start - 1
    found = turnover(_jobs(plan.owner), year, set(plan.owner.children.values_list("pk", flat=True)))
    return Leaving(age, age_by, grounds, found.left, found.at_start, MEASURED if found.at_start else NOBODY, year)


def _jobs(owner: Organisation) -> list[Job]:
    columns = ("person_id", "workplace_id", "workplace__parent_id", "starts_on", "ends_before", "is_permanent")
    return [
        Job(*row) for row in Employment.objects.filter(workplace__parent=owner).order_by("pk").values_list(*columns)
    ]


def leaving_before_start(run: PlanRun) -> tuple[Mapping[str, Any], int] | None:
    """What the run reckoned with, and how many of the planned it means will have left. None: not known then."""
    assumed = run.inputs.get("leaving")
    if assumed is None:
        return None
    new = run.lines.exclude(kind=PlanLine.Kind.UNDER_WAY)
    first = dict(new.order_by("-school_year").values_list("person", "school_year"))
    part = Fraction(assumed["left"], assumed["at_start"]) if assumed["at_start"] else Fraction(0)
    return assumed, expected_to_leave(Counter(first.values()), SchoolYear.of(run.computed_at.date()).start, part)
