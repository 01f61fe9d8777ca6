"""Needs notifications: which scheme years are open, the form as data, a draft, and sending it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404
from ninja import Path, Query, Router, Status

from pafyll.api.v1 import shapes
from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import OwnerNumber, owner_of
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, Since, changed_of, page_by_change
from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt, SchemeYear
from pafyll.apps.forums.queries.needs import needs_of, years_to_notify_in
from pafyll.apps.forums.queries.scheme_years import announced_scheme_years
from pafyll.apps.forums.services.needs import form_in_use
from pafyll.apps.forums.services.needs_at_once import begin_filled_in, fill_in, send_filled_in
from pafyll.integrations.clock import now

router = Router(tags=["needs"])
SchemeYearKey = Annotated[int, Path(ge=1, le=2**31 - 1)]
SchemeYearAsked = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="id of the scheme year")]
NeedNumber = Annotated[str, Path(min_length=1, max_length=20)]


@operation(router, "get", "/scheme-years", name="scheme_years", gives=list[shapes.OpenYear], scope="needs:read")
def scheme_years(request: Caller, owner: Annotated[str, Query(pattern=r"^\d{9}$")]) -> Any:
    """Scheme years that the owner may notify needs in, now or soon."""
    found = years_to_notify_in(owner_of(request, owner), now())
    return [
        {
            "id": one.scheme_year.pk,
            "title": one.scheme_year.title,
            "year": one.scheme_year.year,
            "scheme": one.scheme_year.scheme,
            "opens_at": one.scheme_year.opens_at,
            "closes_at": one.scheme_year.closes_at,
            "is_open": bool(one.is_open),
            "has_form": one.has_form,
        }
        for one in found
    ]


@operation(router, "get", "/scheme-years/{int:pk}/needs-form", name="needs_form", gives=shapes.Form, scope="needs:read")
def needs_form(request: Caller, pk: SchemeYearKey) -> Any:
    """The questions that are asked in the scheme year, with types, limits, choices and conditions."""
    year = _scheme_year(request, pk)
    form = form_in_use(year)
    return {"scheme_year": year.pk, "title": year.title, "version": form.number, "sections": form.content}


@operation(router, "get", "/needs", name="needs", gives=Page[shapes.Need], scope="needs:read")
def needs(
    request: Caller, owner: OwnerNumber, year: SchemeYearAsked = None, updated_since: Since = None, cursor: Cursor = ""
) -> Any:
    """The owner's needs, drafts too."""
    rows = needs_of(viewer=request.viewer).filter(owner=owner_of(request, owner))
    rows = rows.filter(scheme_year=year) if year else rows
    found = changed_of(rows, kind="needs_notification", made="created_at")
    return page_by_change(found, lambda page: [_shown(one) for one in page], since=updated_since, cursor=cursor)


@operation(router, "post", "/needs", name="new_need", gives=shapes.Need, scope="needs:write", status=201)
def new_need(request: Caller, given: shapes.NewNeed) -> Any:
    """Begins on a need with the answers that are given. Everything is understood, or nothing is kept."""
    made = begin_filled_in(
        scheme_year=_scheme_year(request, given.scheme_year),
        owner=owner_of(request, given.owner),
        given=given.answers,
        by=request.user,
        at=now(),
    )
    return Status(201, _shown(made))


@operation(router, "get", "/needs/{str:number}", name="need", gives=shapes.Need, scope="needs:read")
def need(request: Caller, number: NeedNumber) -> Any:
    """The need as it stands."""
    return _shown(_need(request, number))


@operation(router, "patch", "/needs/{str:number}", name="need", gives=shapes.Need, scope="needs:write")
def change_need(request: Caller, number: NeedNumber, given: shapes.ChangedNeed) -> Any:
    """Changes answers, unless somebody else has changed the need since it was read."""
    one = _need(request, number)
    return _shown(fill_in(need=one, edition=given.edition, given=given.answers, by=request.user, at=now()))


@operation(
    router,
    "post",
    "/needs/{str:number}/submission",
    name="need_submission",
    gives=shapes.Receipt,
    scope="needs:write",
    status=201,
)
def submit_need(request: Caller, number: NeedNumber, given: shapes.Submission) -> Any:
    """Sends the need, and gives the receipt. What is missing is told question by question."""
    receipt = send_filled_in(need=_need(request, number), edition=given.edition, by=request.user, at=now())
    return Status(201, _receipt(receipt))


def _scheme_year(request: Caller, pk: int) -> SchemeYear:
    found = announced_scheme_years(viewer=request.viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _need(request: Caller, number: str) -> NeedsNotification:
    found = needs_of(viewer=request.viewer).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _shown(need: NeedsNotification) -> dict[str, Any]:
    return {
        "number": need.number,
        "scheme_year": need.scheme_year_id,
        "owner": need.owner.number,
        "status": need.status,
        "edition": need.edition,
        "title": need.title,
        "answers": need.answers,
        "sent_at": need.sent_at,
    }


def _receipt(receipt: NeedsReceipt) -> dict[str, Any]:
    return {
        "need": receipt.notification.number,
        "number": receipt.number,
        "kind": receipt.kind,
        "stored_at": receipt.stored_at,
        "fingerprint": receipt.fingerprint,
    }
