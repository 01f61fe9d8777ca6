"""Grants: what the state has promised for each semester of each participation, what has changed, and awards."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Prefetch
from ninja import Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, OwnerNumber, Year, owner_of, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, Since, changed_of, page_by_change, page_by_key
from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.applications.queries.participations import participations_of_owners
from pafyll.apps.grants.models import Award, Change
from pafyll.apps.grants.permissions.awards import acts_for, visible_awards
from pafyll.apps.grants.queries.cases import changes_of_owners
from pafyll.integrations.clock import today

router = Router(tags=["grants"])


class Promised(Schema):
    """A semester with what each pays. promised and what has become of it are the state's, null before the award."""

    semester: str
    status: str
    credits: Decimal
    state_amount: int
    owner_amount: int
    promised: int | None
    paid: int | None
    released: int | None
    recovered: int | None


class Grant(Schema):
    """A participation with the money that is promised for it."""

    id: int
    application: str
    study_year: int
    owner: str
    first_name: str
    last_name: str
    offer: str
    scheme: str
    credits: Decimal
    status: str
    terms: list[Promised]
    changed_at: datetime


class ChangeShown(Schema):
    """Something that changed in a participation after the award, and how far it has come."""

    id: int
    grant: int
    application: str
    kind: str
    since: str
    reason: str
    words: str
    status: str
    reported_at: datetime
    decided_at: datetime | None
    changed_at: datetime


class AwardShown(Schema):
    """Kroner to a recipient of a collective scheme, and what has become of them. payee is who gets the money."""

    id: int
    number: str
    scheme: str
    year: int
    recipient: str
    recipient_number: str
    payee_number: str
    status: str
    amount: int
    paid: int
    released: int
    recovered: int
    purpose: str
    conditions: str
    report_due: date | None
    until: date | None
    decided_at: datetime | None


@operation(router, "get", "/grants", name="grants", gives=Page[Grant], scope="grants:read")
def grants(
    request: Caller, owner: OwnerNumber, study_year: Year = None, updated_since: Since = None, cursor: Cursor = ""
) -> Any:
    """What the owner's teachers have been given places and money for."""
    rows = _grants(request).filter(owner=owner_of(request, owner))
    rows = rows.filter(round__study_year=study_year) if study_year else rows
    return page_by_change(rows, _shown, since=updated_since, cursor=cursor)


@operation(router, "get", "/grants/{int:pk}", name="grant", gives=Grant, scope="grants:read")
def grant(request: Caller, pk: Key) -> Any:
    """One of them."""
    return _shown([the_one(_grants(request).filter(pk=pk))])[0]


@operation(router, "get", "/changes", name="changes", gives=Page[ChangeShown], scope="grants:read")
def changes(request: Caller, owner: OwnerNumber, updated_since: Since = None, cursor: Cursor = "") -> Any:
    """What has changed after the award, reported by the teacher or the owner."""
    found = _changes(request).filter(owner=owner_of(request, owner))
    return page_by_change(found, lambda page: [_change(one) for one in page], since=updated_since, cursor=cursor)


@operation(router, "get", "/changes/{int:pk}", name="change", gives=ChangeShown, scope="grants:read")
def change(request: Caller, pk: Key) -> Any:
    """One of them."""
    return _change(the_one(_changes(request).filter(pk=pk)))


@operation(router, "get", "/awards", name="awards", gives=Page[AwardShown], scope="grants:read")
def awards(request: Caller, cursor: Cursor = "") -> Any:
    """Collective awards to, or through, the organisations that the caller acts for."""
    return page_by_key(_awards(request), lambda page: [_award(one) for one in page], cursor=cursor)


@operation(router, "get", "/awards/{int:pk}", name="award", gives=AwardShown, scope="grants:read")
def award(request: Caller, pk: Key) -> Any:
    """One of them."""
    return _award(the_one(_awards(request).filter(pk=pk)))


def _grants(request: Caller) -> Any:
    """Participations of owners that the caller works for; her own studies are no grants of hers."""
    terms = Prefetch("terms", ParticipationTerm.objects.order_by("pk").select_related("commitment"))
    rows = participations_of_owners(request.viewer)
    rows = rows.prefetch_related(None).prefetch_related(terms)
    semesters = ParticipationTerm.objects.filter(participation=OuterRef("pk"))
    return changed_of(rows, kind="participation", made="application__submitted_at", parts={"term": semesters})


def _changes(request: Caller) -> Any:
    return changed_of(changes_of_owners(request.viewer), kind="change", made="reported_at")


def _awards(request: Caller) -> Any:
    mine = acts_for(request.viewer)
    rows = visible_awards(request.viewer, day=today())
    return rows.filter(recipient__in=mine) | rows.filter(payee__in=mine)


def _shown(rows: list[Participation]) -> list[dict[str, Any]]:
    return [_grant(one) for one in rows]


def _grant(one: Participation) -> dict[str, Any]:
    kept = ("scheme", "credits", "status")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "application": one.application.number,
        "study_year": one.round.study_year,
        "owner": one.owner.number,
        "first_name": one.person.first_name,
        "last_name": one.person.last_name,
        "offer": one.offer.code if one.offer else "",
        "terms": [_promised(term) for term in one.terms.all()],
        "changed_at": one.changed,  # type: ignore[attr-defined]
    }


def _promised(one: ParticipationTerm) -> dict[str, Any]:
    kept = ("semester", "status", "credits", "state_amount", "owner_amount")
    promise = getattr(one, "commitment", None)
    money = {name: getattr(promise, name, None) for name in ("paid", "released", "recovered")}
    return {name: getattr(one, name) for name in kept} | money | {"promised": getattr(promise, "amount", None)}


def _change(one: Change) -> dict[str, Any]:
    kept = ("kind", "since", "reason", "words", "status", "reported_at", "decided_at")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "grant": one.participation_id,
        "application": one.participation.application.number,
        "changed_at": one.changed,  # type: ignore[attr-defined]
    }


def _award(one: Award) -> dict[str, Any]:
    kept = ("number", "status", "amount", "paid", "released", "recovered")
    texts = ("purpose", "conditions", "report_due", "until", "decided_at")
    return {name: getattr(one, name) for name in (*kept, *texts)} | {
        "id": one.pk,
        "scheme": one.scheme_year.scheme,
        "year": one.scheme_year.year,
        "recipient": one.recipient.name,
        "recipient_number": one.recipient.number,
        "payee_number": one.payee.number,
    }
