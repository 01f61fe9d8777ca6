"""Payment statements with every line and amount: what is paid, what is held back and why, and what the bank said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, OwnerNumber, owner_of, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, page_by_key
from pafyll.apps.grants.models import Payment, PaymentStatement
from pafyll.apps.grants.queries.statements import Explanation, ShownLine, shown_statement, statements_visible_to

router = Router(tags=["statements"])


class Statement(Schema):
    """What an owner is due for a semester. total is null before the cut-off, when there are no lines yet."""

    id: int
    owner: str
    study_year: int
    semester: str
    status: str
    cut_off_at: datetime | None
    total: int | None
    paid_on: date | None
    why: str


class StatementLine(Schema):
    """Kroner for one participant, or taken back. because says why, made_from how the amount came about."""

    kind: str
    amount: int
    application: str
    participant: str
    because: str
    made_from: list[str]


class PaymentShown(Schema):
    """A payment of the statement: the reference that the bank has, and what it answered."""

    reference: str
    amount: int
    status: str
    settled_on: date | None
    reason: str


class StatementShown(Statement):
    """The statement with its lines, as drawn up; or, before the cut-off, as it would be now."""

    is_drawn_up: bool
    sum: int
    lines: list[StatementLine]
    held_back: list[StatementLine]
    payments: list[PaymentShown]


@operation(router, "get", "/statements", name="statements", gives=Page[Statement], scope="statements:read")
def statements(request: Caller, owner: OwnerNumber, cursor: Cursor = "") -> Any:
    """The owner's statements."""
    rows = statements_visible_to(request.viewer).filter(owner=owner_of(request, owner))
    return page_by_key(rows, lambda found: [_statement(one) for one in found], cursor=cursor)


@operation(router, "get", "/statements/{int:pk}", name="statement", gives=StatementShown, scope="statements:read")
def statement(request: Caller, pk: Key) -> Any:
    """One statement with every line."""
    shown = shown_statement(the_one(statements_visible_to(request.viewer).filter(pk=pk)))
    return _statement(shown.statement) | {
        "is_drawn_up": shown.is_drawn_up,
        "sum": shown.total,
        "lines": [_line(one) for one in shown.lines],
        "held_back": [_line(one) for one in shown.held_back],
        "payments": [_payment(one) for one in shown.payments],
    }


def _statement(one: PaymentStatement) -> dict[str, Any]:
    kept = ("semester", "status", "cut_off_at", "paid_on", "why")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "owner": one.owner.number,
        "study_year": one.round.study_year,
        "total": one.total if one.cut_off_at else None,
    }


def _line(one: ShownLine) -> dict[str, Any]:
    place = one.participation
    return {
        "kind": _(one.label) if one.label else "",
        "amount": one.kroner,
        "application": place.application.number if place else "",
        "participant": str(place.person) if place else "",
        "because": _said(one.why),
        "made_from": [_said(part) for part in one.inputs],
    }


def _payment(one: Payment) -> dict[str, Any]:
    kept = ("reference", "amount", "status", "settled_on", "reason")
    return {name: getattr(one, name) for name in kept}


def _said(why: Explanation) -> str:
    return _(why.template).format_map(why.facts) if why.template else ""
