"""Judging whether an assignment is commissioned or a contribution: the price and the agreement depend on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Assignment, Checklist, Classification
from pafyll.apps.assignments.permissions.prices import may_classify
from pafyll.apps.assignments.services.budgeting import locked
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.checklists import UNIT
from pafyll.domain.lifecycles.assignment_papers import ChecklistStatus
from pafyll.domain.rules.deadlines import norwegian_day

CIRCULAR = "F-07-13"


@transaction.atomic
def classify(*, assignment: Assignment, funding: str, because: str, by: User, at: datetime) -> Classification:
    """Sets what the assignment is, with the grounds. Refused once the unit head has vouched for what it was.

    A budget that was signed as the other kind no longer opens its gate.
    """
    assignment = locked(assignment)
    require(may_classify(viewer_of(by, day=norwegian_day(at)), assignment))
    require(_is_grounded(funding, because))
    require(_is_not_vouched_for(assignment))
    made = Classification.objects.create(
        assignment=assignment,
        funding=funding,
        because=because.strip(),
        reference=CIRCULAR,
        decided_by=by,
        decided_at=at,
    )
    Assignment.objects.filter(pk=assignment.pk).update(funding=funding)
    record(about=assignment.about, verb="classified", by=by, at=at, after=funding, why=made.because[:500])
    return made


def _is_grounded(funding: str, because: str) -> Answer:
    if funding not in Assignment.Funding.values:
        return no("funding_missing", "Velg oppdrag eller bidrag.", field="funding")
    if not because.strip():
        return no(
            "grounds_missing",
            "Skriv hvorfor: hvem som bestiller, hvem som velger deltakerne, og hva den som betaler får igjen.",
            field="because",
        )
    return yes()


def _is_not_vouched_for(assignment: Assignment) -> Answer:
    signed = Checklist.objects.filter(assignment=assignment, kind=UNIT, status=ChecklistStatus.SIGNED)
    if not signed.exists():
        return yes()
    return no(
        "vouched_for",
        "Enhetslederen har signert sjekklisten med den vurderingen som står.",
        remedy="Åpne enhetslederens sjekkliste på nytt først.",
    )
