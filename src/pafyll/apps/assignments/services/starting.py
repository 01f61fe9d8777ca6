"""Starting an assignment when everything is signed, and how it ends: finished and evaluated, stopped or cancelled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements import queries as agreements
from pafyll.apps.assignments.models import Assignment, AssignmentStart
from pafyll.apps.assignments.permissions.prices import may_end_assignment, may_run_assignment
from pafyll.apps.assignments.queries.gates import gates_of
from pafyll.apps.assignments.queries.pricing import signed_budget
from pafyll.apps.assignments.services.budgeting import locked
from pafyll.apps.assignments.services.checking import in_force
from pafyll.apps.casework.services import AlreadyChanged, advance, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.assignments.gates import may_start
from pafyll.domain.lifecycles.assignment import ASSIGNMENT, AssignmentStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = AssignmentStatus


@transaction.atomic
def start_assignment(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The work begins. Refused, with what is missing and who has it, until agreement, budget and lists are signed.

    What it was started on is kept; the database refuses the new status without it.
    """
    assignment, day = locked(assignment), norwegian_day(at)
    require(may_run_assignment(viewer_of(by, day=day), assignment, day=day))
    require(ASSIGNMENT.may_become(assignment.status, S.STARTED))
    require(may_start(gates_of(assignment)))
    agreement, budget = agreements.signed_agreement_about(assignment.about), signed_budget(assignment)
    project, unit = in_force(assignment, PROJECT), in_force(assignment, UNIT)
    if not (agreement and budget and project and unit):  # every gate was open a moment ago
        raise AlreadyChanged(ASSIGNMENT.label)
    AssignmentStart.objects.create(
        assignment=assignment,
        budget=budget,
        project_list=project,
        unit_list=unit,
        agreement=agreement.number,
        agreement_version=agreement.version,
        agreed=int(agreement.amount),
        started_by=by,
        started_at=at,
    )
    advance(assignment, lifecycle=ASSIGNMENT, to=S.STARTED, by=by, at=at, agreement=agreement.number)
    return assignment


@transaction.atomic
def finish_assignment(*, assignment: Assignment, why: str, by: User, at: datetime) -> Assignment:
    """Everything that was agreed is done. why says how it went, in a sentence."""
    assignment, day = locked(assignment), norwegian_day(at)
    require(may_run_assignment(viewer_of(by, day=day), assignment, day=day))
    return _end(assignment, S.FINISHED, why, by, at)


@transaction.atomic
def evaluate_assignment(*, assignment: Assignment, why: str, by: User, at: datetime) -> Assignment:
    """It is evaluated after it was finished. why says what was learned: it follows the assignment and its people."""
    assignment, day = locked(assignment), norwegian_day(at)
    require(may_run_assignment(viewer_of(by, day=day), assignment, day=day))
    return _end(assignment, S.EVALUATED, why, by, at)


@transaction.atomic
def stop_assignment(*, assignment: Assignment, why: str, by: User, at: datetime) -> Assignment:
    """It ends before everything is done."""
    assignment = locked(assignment)
    require(may_end_assignment(viewer_of(by, day=norwegian_day(at)), assignment))
    return _end(assignment, S.STOPPED, why, by, at)


@transaction.atomic
def cancel_assignment(*, assignment: Assignment, why: str, by: User, at: datetime) -> Assignment:
    """It is never begun."""
    assignment = locked(assignment)
    require(may_end_assignment(viewer_of(by, day=norwegian_day(at)), assignment))
    return _end(assignment, S.CANCELLED, why, by, at)


def _end(assignment: Assignment, to: AssignmentStatus, why: str, by: User, at: datetime) -> Assignment:
    require(_has_reason(why))
    advance(assignment, lifecycle=ASSIGNMENT, to=to, by=by, at=at, why=why.strip())
    return assignment


def _has_reason(why: str) -> Answer:
    return yes() if why.strip() else no("reason_missing", "Skriv en grunn.", field="why")
