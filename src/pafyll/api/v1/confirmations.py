"""Semesters that an owner confirms: who waits and the kroner at stake, and confirming many at once with a receipt."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Path, Router, Schema
from pydantic import Field

from pafyll.api.v1 import shapes
from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, OwnerNumber, owner_of, the_one
from pafyll.api.v1.operations import operation
from pafyll.apps.applications.models import ConfirmationReceipt, ConfirmationWindow, ParticipationTerm
from pafyll.apps.applications.permissions.confirming import is_open_window
from pafyll.apps.applications.queries.participations import rows_to_confirm, visible_receipts, windows_of
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import now

router = Router(tags=["confirmations"])


class Window(Schema):
    """When the semester of a round is confirmed."""

    id: int
    study_year: int
    semester: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool


class Term(Schema):
    """One semester of one participant. What nobody confirms in time is not paid."""

    id: int
    application: str
    first_name: str
    last_name: str
    school: str
    offer: str
    credits: Decimal
    state_amount: int
    owner_amount: int
    status: str
    confirmed_at: datetime | None


class WindowShown(Window):
    """A window with the owner's semesters in it."""

    terms: list[Term]


class NewConfirmation(shapes.Taken):
    """Confirms the semesters, all or none. Those that are confirmed before stay as they are."""

    owner: shapes.Number
    terms: Annotated[list[shapes.Key], Field(min_length=1, max_length=5000)]


class Receipt(Schema):
    """What was confirmed. fingerprint is SHA-256 of content."""

    number: str
    owner: str
    semester: str
    confirmed_at: datetime
    fingerprint: str
    content: dict[str, Any]


class Confirmation(Schema):
    """How many were confirmed now, how many before, and the receipt; null when nothing was new."""

    now: int
    before: int
    receipt: Receipt | None


@operation(
    router,
    "get",
    "/confirmation-windows",
    name="confirmation_windows",
    gives=list[Window],
    scope="confirmations:read",
)
def confirmation_windows(request: Caller, owner: OwnerNumber) -> Any:
    """Windows of rounds in which the owner has participants, the latest first."""
    return [_window(one) for one in windows_of(owner=owner_of(request, owner))]


@operation(
    router,
    "get",
    "/confirmation-windows/{int:pk}",
    name="confirmation_window",
    gives=WindowShown,
    scope="confirmations:read",
)
def confirmation_window(request: Caller, pk: Key, owner: OwnerNumber) -> Any:
    """The owner's semesters in the window: those that wait, are confirmed, or were missed."""
    mine = owner_of(request, owner)
    window = _window_of(mine, pk)
    terms = rows_to_confirm(viewer=request.viewer, owner=mine, window=window)
    return _window(window) | {"terms": [_term(one) for one in terms]}


@operation(
    router,
    "post",
    "/confirmation-windows/{int:pk}/confirmations",
    name="confirm",
    gives=Confirmation,
    scope="confirmations:write",
)
def confirm(request: Caller, pk: Key, given: NewConfirmation) -> Any:
    """Confirms that the participants are under way. Sent again, nothing new and no second receipt."""
    mine = owner_of(request, given.owner)
    done = confirm_terms(window=_window_of(mine, pk), owner=mine, terms=given.terms, by=request.user, at=now())
    receipt = visible_receipts(request.viewer).filter(pk=done.receipt.pk).first() if done.receipt else None
    return {"now": done.now, "before": done.before, "receipt": _receipt(receipt) if receipt else None}


@operation(
    router,
    "get",
    "/confirmation-receipts/{str:number}",
    name="confirmation_receipt",
    gives=Receipt,
    scope="confirmations:read",
)
def confirmation_receipt(request: Caller, number: Annotated[str, Path(max_length=20)]) -> Any:
    """A receipt as it was given."""
    return _receipt(the_one(visible_receipts(request.viewer).filter(number=number)))


def _window_of(owner: Organisation, pk: int) -> ConfirmationWindow:
    keys = [one.pk for one in windows_of(owner=owner)]
    return the_one(ConfirmationWindow.objects.filter(pk=pk, pk__in=keys).select_related("round"))


def _window(one: ConfirmationWindow) -> dict[str, Any]:
    return {
        "id": one.pk,
        "study_year": one.round.study_year,
        "semester": one.semester,
        "opens_at": one.opens_at,
        "closes_at": one.closes_at,
        "is_open": bool(is_open_window(one, now())),
    }


def _term(one: ParticipationTerm) -> dict[str, Any]:
    place = one.participation
    kept = ("credits", "state_amount", "owner_amount", "status", "confirmed_at")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "application": place.application.number,
        "first_name": place.person.first_name,
        "last_name": place.person.last_name,
        "school": place.school.name if place.school else "",
        "offer": place.offer.code if place.offer else "",
    }


def _receipt(one: ConfirmationReceipt) -> dict[str, Any]:
    return {
        "number": one.number,
        "owner": one.owner.number,
        "semester": one.semester,
        "confirmed_at": one.confirmed_at,
        "fingerprint": one.content_hash,
        "content": one.content,
    }
