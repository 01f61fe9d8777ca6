"""How an assignment stands before its start: what is signed, what is missing, and who has it."""

from __future__ import annotations

from pafyll.apps.agreements import queries as agreements
from pafyll.apps.assignments.models import Assignment, AssignmentMember, Checklist
from pafyll.apps.assignments.queries.pricing import budgets_of
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.assignments.gates import SignedList, Standing, Step, steps_of
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus, ChecklistStatus
from pafyll.domain.values import Kroner


def gates_of(assignment: Assignment) -> list[Step]:
    """Every gate in its order, open or not. Six queries at most, and what the agreement takes."""
    return steps_of(standing_of(assignment), starts_on=assignment.starts_on, ends_on=assignment.ends_on)


def standing_of(assignment: Assignment) -> Standing:
    """What is in place for the assignment now."""
    budgets = list(budgets_of(assignment))
    signed = next((one for one in budgets if one.status == BudgetStatus.SIGNED), None)
    draft = next((one for one in budgets if one.is_draft), None)
    lists = _lists(assignment)
    project, agreement = lists.get(PROJECT), agreements.signed_agreement_about(assignment.about)
    return Standing(
        leader=_leader(assignment),
        funding=assignment.funding,
        budget_funding=signed.funding if signed else "",
        budget_status=signed.status if signed else None,
        budget_version=signed.version if signed else None,
        budget_draft=draft.version if draft else None,
        price=Kroner(signed.price) if signed else None,
        project_list=_as_signed(project),
        project_list_version=project.version if project else None,
        unit_list=_as_signed(lists.get(UNIT)),
        agreement=agreement.number if agreement else "",
        agreed=agreement.amount if agreement else None,
        agreed_from=agreement.starts_on if agreement else None,
        agreed_to=agreement.ends_on if agreement else None,
    )


def _lists(assignment: Assignment) -> dict[str, Checklist]:
    """The version of each list that stands."""
    rows = Checklist.objects.filter(assignment=assignment).exclude(status=ChecklistStatus.REOPENED)
    return {row.kind: row for row in rows.select_related("budget", "project_list")}


def _as_signed(row: Checklist | None) -> SignedList | None:
    if row is None:
        return None
    project, budget = row.project_list, row.budget
    return SignedList(row.status, budget.version if budget else None, project.version if project else None)


def _leader(assignment: Assignment) -> str:
    part = AssignmentMember.Part.MANAGER
    rows = AssignmentMember.objects.filter(assignment=assignment, part=part, ends_before__isnull=True)
    first = rows.select_related("person").first()
    return str(first.person) if first else ""
