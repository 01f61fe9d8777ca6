"""The project economist signs a budget: its lines and its price are kept, and the price is set as a document."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import AssignmentBudget, BudgetWork
from pafyll.apps.assignments.permissions.prices import may_sign_budget
from pafyll.apps.assignments.queries.pricing import figures_for, priced
from pafyll.apps.assignments.services.budgeting import credited_hours, locked
from pafyll.apps.assignments.services.price_documents import issue_price
from pafyll.apps.casework.services import AlreadyChanged, advance, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.pricing import Line
from pafyll.domain.assignments.pricing.rules import may_sign_price
from pafyll.domain.lifecycles.assignment_papers import ASSIGNMENT_BUDGET, BudgetStatus
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def sign_budget(*, budget: AssignmentBudget, edition: int, by: User, at: datetime) -> AssignmentBudget:
    """Signs the edition that the signer saw. The version that stood before is replaced.

    Raises AlreadyChanged when the budget was saved in the meantime, and Refusal when something is missing or the
    price cannot be signed.
    """
    assignment = locked(budget.assignment)
    require(may_sign_budget(viewer_of(by, day=norwegian_day(at)), assignment, day=norwegian_day(at)))
    draft = AssignmentBudget.objects.filter(pk=budget.pk, edition=edition, status=BudgetStatus.DRAFT).first()
    if draft is None:
        raise AlreadyChanged(ASSIGNMENT_BUDGET.label)
    draft.assignment = assignment
    found = priced(draft)
    require(_has_figures(found.lacking))
    assert found.price is not None
    require(may_sign_price(found.order, found.price, family_because=draft.family_because))
    _credit(draft)
    kept = [_as_kept(line) for line in found.price.lines]
    AssignmentBudget.objects.filter(pk=draft.pk).update(
        lines=kept, price=found.price.total, funding=assignment.funding, signed_by=by, signed_at=at
    )
    _replace_standing(draft, by, at)
    advance(draft, lifecycle=ASSIGNMENT_BUDGET, to=BudgetStatus.SIGNED, by=by, at=at, price=int(found.price.total))
    draft.refresh_from_db()
    issue_price(budget=draft, by=by, at=at)
    return draft


def _has_figures(lacking: tuple[str, ...]) -> Answer:
    if not lacking:
        return yes()
    return no(
        "figures_lacking",
        "Enheten har ikke ført dette tallet: {name}.",
        remedy="Prosjektøkonomen eller enhetslederen fører det, med kilde.",
        name=lacking[0],
    )


def _credit(draft: AssignmentBudget) -> None:
    """The hours as they count from now on, with the factors of this moment."""
    figures = figures_for(draft.assignment.unit, day=draft.assignment.starts_on)
    rows = list(draft.work.all())
    for row in rows:
        row.credited = credited_hours(row.kind, row.hours, figures)
    BudgetWork.objects.bulk_update(rows, ["credited"])


def _as_kept(line: Line) -> dict[str, Any]:
    return {**asdict(line), "amount": int(line.amount)}


def _replace_standing(draft: AssignmentBudget, by: User, at: datetime) -> None:
    standing = AssignmentBudget.objects.filter(assignment=draft.assignment, status=BudgetStatus.SIGNED).first()
    if standing is not None:
        advance(standing, lifecycle=ASSIGNMENT_BUDGET, to=BudgetStatus.REPLACED, by=by, at=at, version=draft.version)
