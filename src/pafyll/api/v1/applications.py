"""Applications as their owner sees them: who, what study, what the principal and the owner said, and what it costs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Path, Query, Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import OwnerNumber, Year, owner_of, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, Since, changed_of, page_by_change
from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.owner import visible_applications, with_everything
from pafyll.integrations.clock import now

router = Router(tags=["applications"])


class Choice(Schema):
    """A wish: the offer's code, or "" with the names of another study; the scheme, and the travel in kroner a year."""

    offer: str
    study: str
    provider: str
    scheme: str
    travel: int


class Opinion(Schema):
    """The principal's statement."""

    supports: bool
    reason: str
    at: datetime


class Approval(Schema):
    """The owner's answer. scheme is "" when both of the teacher's stand."""

    approved: bool
    scheme: str
    reason_code: str
    reason: str
    at: datetime


class ApplicationShown(Schema):
    """One that was sent. changed_at is when something last happened to it; position is its place in the list."""

    number: str
    study_year: int
    status: str
    first_name: str
    last_name: str
    email: str
    school: str
    school_number: str
    owner_number: str
    choices: list[Choice]
    semesters: str
    motivation: str
    statement: Opinion | None
    approval: Approval | None
    position: int | None
    submitted_at: datetime
    changed_at: datetime


@operation(router, "get", "/applications", name="applications", gives=Page[ApplicationShown], scope="applications:read")
def applications(
    request: Caller,
    owner: OwnerNumber,
    study_year: Year = None,
    status: Annotated[str, Query(max_length=20, pattern=r"^[a-z_]*$")] = "",
    updated_since: Since = None,
    cursor: Cursor = "",
) -> Any:
    """The owner's applications, once owners have access to the round."""
    asked = {"round__study_year": study_year, "status": status}
    found = _visible(request).filter(owner=owner_of(request, owner))
    found = found.filter(**{name: value for name, value in asked.items() if value})
    return page_by_change(found, _shown, since=updated_since, cursor=cursor)


@operation(
    router, "get", "/applications/{str:number}", name="application", gives=ApplicationShown, scope="applications:read"
)
def application(request: Caller, number: Annotated[str, Path(max_length=20)]) -> Any:
    """One application as it stands."""
    return _shown([the_one(_visible(request).filter(number=number))])[0]


def _visible(request: Caller) -> Any:
    return changed_of(
        with_everything(visible_applications(request.viewer, now())), kind="application", made="submitted_at"
    )


def _shown(rows: list[Application]) -> list[dict[str, Any]]:
    return [_as_data(one) for one in rows]


def _as_data(one: Application) -> dict[str, Any]:
    entry = getattr(one, "ranking_entry", None)
    return {
        "number": one.number,
        "study_year": one.round.study_year,
        "status": one.status,
        "first_name": one.person.first_name,
        "last_name": one.person.last_name,
        "email": one.person.email,
        "school": one.school.name if one.school else "",
        "school_number": one.school.number if one.school else "",
        "owner_number": one.owner.number if one.owner else "",
        "choices": _choices(one),
        "semesters": one.semesters,
        "motivation": one.motivation,
        "statement": getattr(one, "statement", None),
        "approval": getattr(one, "approval", None),
        "position": entry.position if entry else None,
        "submitted_at": one.submitted_at,
        "changed_at": one.changed,  # type: ignore[attr-defined]
    }


def _choices(one: Application) -> list[dict[str, Any]]:
    wishes = [(one.offer_1, one.scheme_1, one.travel_1), (one.offer_2, one.scheme_2, one.travel_2)]
    return [
        {
            "offer": offer.code if offer else "",
            "study": offer.programme.name if offer else one.other_study_name,
            "provider": offer.programme.provider.name if offer else one.other_study_provider,
            "scheme": scheme,
            "travel": travel,
        }
        for number, (offer, scheme, travel) in enumerate(wishes)
        if offer or scheme or number == 0
    ]
