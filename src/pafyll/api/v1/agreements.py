"""Agreements between providers and those who buy: the versions, the plan of invoices, and who has signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, Since, changed_of, page_by_change
from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.permissions import visible_agreements, visible_versions
from pafyll.integrations.clock import today

router = Router(tags=["agreements"])


class AgreementRow(Schema):
    """An agreement. main is the number of the one that it adds to, or ""."""

    id: int
    number: str
    title: str
    kind: str
    main: str
    provider: str
    provider_number: str
    counterpart: str
    counterpart_number: str
    status: str
    ended_on: date | None
    changed_at: datetime


class Planned(Schema):
    """An invoice that is planned."""

    number: int
    invoice_on: date
    amount: int
    text: str


class Signature(Schema):
    """Who signed for a party, and when. fingerprint is of what was signed."""

    side: str
    by: str
    at: datetime
    fingerprint: str


class Version(Schema):
    """Number 1 is the agreement itself; each later one is a protocol of change that says why."""

    number: int
    status: str
    reason: str
    amount: int
    starts_on: date
    ends_on: date
    content: str
    notice_months: int
    due_days: int
    proposed_at: datetime | None
    signed_at: datetime | None
    fingerprint: str
    planned: list[Planned]
    signatures: list[Signature]


class AgreementShown(AgreementRow):
    """An agreement with every version that the caller may see."""

    versions: list[Version]


@operation(router, "get", "/agreements", name="agreements", gives=Page[AgreementRow], scope="agreements:read")
def agreements(request: Caller, updated_since: Since = None, cursor: Cursor = "") -> Any:
    """The provider's own, and those that are proposed to the caller's organisation."""
    return page_by_change(
        _visible(request), lambda page: [_row(one) for one in page], since=updated_since, cursor=cursor
    )


@operation(router, "get", "/agreements/{int:pk}", name="agreement", gives=AgreementShown, scope="agreements:read")
def agreement(request: Caller, pk: Key) -> Any:
    """One agreement, from the first version to the last."""
    one = the_one(_visible(request).filter(pk=pk))
    return _row(one) | {"versions": [_version(row) for row in visible_versions(request.viewer, one)]}


def _visible(request: Caller) -> Any:
    return changed_of(visible_agreements(request.viewer, day=today()), kind="agreement", made="created_at")


def _row(one: Agreement) -> dict[str, Any]:
    kept = ("number", "title", "kind", "status", "ended_on")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "main": one.main.number if one.main else "",
        "provider": one.provider.name,
        "provider_number": one.provider.number,
        "counterpart": one.counterpart.name,
        "counterpart_number": one.counterpart.number,
        "changed_at": one.changed,  # type: ignore[attr-defined]
    }


def _version(one: AgreementVersion) -> dict[str, Any]:
    terms = ("number", "status", "reason", "amount", "starts_on", "ends_on", "content", "notice_months", "due_days")
    kept = (*terms, "proposed_at", "signed_at", "fingerprint")
    return {name: getattr(one, name) for name in kept} | {
        "planned": list(one.planned.all()),
        "signatures": [
            {"side": row.side, "by": str(row.by), "at": row.at, "fingerprint": row.fingerprint}
            for row in one.signatures.all()
        ],
    }
