"""What an adopted plan costs, in the owner's budget: booked when it comes into force, and taken out after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import CompetencePlan, PlanLine, PlannedCost, PlanRun
from pafyll.apps.planning.services.budgeting import CostTerms, enter_cost, take_out
from pafyll.domain.planning.budget import FURTHER, SUBSTITUTES
from pafyll.domain.planning.budget.spreading import school_year_parts
from pafyll.domain.values import SchoolYear, Semester

OWNER = "owner"
COST_OF_SCHEME = {"substitute": SUBSTITUTES}
Key = tuple[int, str]  # school year, kind of cost


def book_plan(*, plan: CompetencePlan, run: PlanRun, by: User, at: datetime) -> None:
    """Books the owner's part of the run, school year by school year, in place of what a plan has booked before.

    What begins in the plan's first school year is a commitment; the rest is planned. Studies that were under way when
    the plan was computed are in the budget already. Call it under the lock of the adoption.
    """
    unbook_plans(owner=plan.owner, by=by, at=at)
    lines: dict[Key, list[PlanLine]] = defaultdict(list)
    for line in run.lines.exclude(kind=PlanLine.Kind.UNDER_WAY):
        lines[line.school_year, COST_OF_SCHEME.get(line.scheme, "other")].append(line)
    for key, found in sorted(lines.items()):
        for terms in _terms(plan, run, key, found):
            enter_cost(owner=plan.owner, terms=terms, by=by, at=at)


def unbook_plans(*, owner: Organisation, by: User, at: datetime) -> None:
    """Takes out what plans have booked in the owner's budget."""
    for cost in PlannedCost.objects.filter(owner=owner, plan__isnull=False, removed_at=None):
        take_out(cost, by, at)


def _terms(plan: CompetencePlan, run: PlanRun, key: Key, lines: list[PlanLine]) -> Iterator[CostTerms]:
    year, kind = key
    for amount, percent in _spread(lines, SchoolYear(year)):
        yield CostTerms(
            plan.title,
            FURTHER,
            kind,
            amount,
            school_year=year,
            autumn_percent=percent,
            heads=len({line.person_id for line in lines}),
            is_bound=year == plan.first_year,
            plan=plan,
            basis=_basis(plan, run),
        )


def _spread(lines: list[PlanLine], year: SchoolYear) -> list[tuple[int, int]]:
    """(kroner, per cent in the autumn): one row where a whole per cent tells it to the krone, else one a semester."""
    owed = [line for row in lines for line in row.costs if line["payer"] == OWNER]
    autumn = sum(line["amount"] for line in owed if Semester(line["semester"]).is_autumn)
    total = sum(line["amount"] for line in owed)
    if not total:
        return []
    percent = -(-autumn * 100 // total)
    if school_year_parts(total, year, autumn=percent)[0].amount == autumn:
        return [(total, percent)]
    return [(amount, share) for amount, share in ((autumn, 100), (total - autumn, 0)) if amount]


def _basis(plan: CompetencePlan, run: PlanRun) -> str:
    case = f", sak {plan.case_number}" if plan.case_number else ""
    return f"Kompetanseplanen, utregning {run.number}{case}"
