"""How much of each person's teaching duty assignments take, semester by semester."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from pafyll.apps.assignments.models import BudgetWork, TeachingDuty, Unit, UnitMembership
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.assignments.duty import Load
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus
from pafyll.domain.values import Semester

COUNTS = (AssignmentStatus.PLANNED, AssignmentStatus.STARTED, AssignmentStatus.FINISHED, AssignmentStatus.EVALUATED)


@dataclass(frozen=True)
class SemesterLoad:
    """One semester of one person: what signed budgets take, and what drafts would take on top of it."""

    semester: Semester
    signed: Load
    drafted: Fraction
    lacks_factor: bool  # work is left out, since the unit has no factor for it


@dataclass(frozen=True)
class PersonLoad:
    """A member of a unit, with one load for each semester."""

    membership: UnitMembership
    loads: tuple[SemesterLoad, ...]


def workload_of(provider: Organisation, semesters: list[Semester], *, day: date) -> list[PersonLoad]:
    """Everybody who works in the provider's units that day, by unit and name. Three queries.

    A planned assignment counts with the budget that it has: signed if there is one, and else the draft.
    """
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    members = UnitMembership.objects.filter(in_force, unit__in=Unit.objects.filter(provider=provider))
    people = list(members.select_related("unit", "person").order_by("unit__name", "person__last_name", "pk"))
    duties = list(TeachingDuty.objects.filter(membership__in=[one.pk for one in people]))
    work = _work(provider, semesters)
    return [PersonLoad(one, tuple(_load(one, semester, duties, work) for semester in semesters)) for one in people]


def _work(provider: Organisation, semesters: list[Semester]) -> list[BudgetWork]:
    rows = BudgetWork.objects.filter(
        budget__assignment__provider=provider,
        budget__assignment__status__in=COUNTS,
        budget__status__in=(BudgetStatus.DRAFT, BudgetStatus.SIGNED),
        semester__in=[semester.code for semester in semesters],
        person__isnull=False,
    )
    return list(rows.select_related("budget"))


def _load(
    member: UnitMembership, semester: Semester, duties: list[TeachingDuty], work: Iterable[BudgetWork]
) -> SemesterLoad:
    mine = [row for row in work if row.person_id == member.person_id and row.semester == semester.code]
    signed = [row for row in mine if row.budget.status == BudgetStatus.SIGNED]
    settled = {row.budget.assignment_id for row in work if row.budget.status == BudgetStatus.SIGNED}
    drafted = [row for row in mine if row.budget.is_draft and row.budget.assignment_id not in settled]
    return SemesterLoad(
        semester=semester,
        signed=Load(_sum(signed), _duty(member, semester, duties)),
        drafted=_sum(drafted),
        lacks_factor=any(row.credited is None for row in mine),
    )


def _sum(rows: Iterable[BudgetWork]) -> Fraction:
    return sum((Fraction(row.credited or Decimal(0)) for row in rows), Fraction(0))


def _duty(member: UnitMembership, semester: Semester, duties: list[TeachingDuty]) -> Fraction | None:
    """The duty on the semester's first day: 1 August or 1 January."""
    for one in duties:
        if one.membership_id == member.pk and one.starts_on <= semester.starts_on < (one.ends_before or date.max):
            return Fraction(one.hours)
    return None
