"""Admission: the provider's applicants, what is said of them one or many at a time, and conditions that are met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router

from pafyll.api.v1 import admission_shapes as shapes
from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, Year
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, Since, changed_of, page_by_change
from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.apps.applications.permissions.admission import may_admit
from pafyll.apps.applications.queries.admission import decided_for, visible_admissions
from pafyll.apps.applications.services.admission_at_once import WantedMove, move_at_once, settle_at_once
from pafyll.apps.applications.services.admitting import last_day
from pafyll.domain.answers import require
from pafyll.domain.rules.admission import Act, Move, reasons
from pafyll.integrations.clock import now

router = Router(tags=["admissions"])


@operation(router, "get", "/admissions", name="admissions", gives=Page[shapes.AdmissionShown], scope="admissions:read")
def admissions(
    request: Caller,
    study_year: Year = None,
    offer: Annotated[str, Query(max_length=30)] = "",
    status: Annotated[str, Query(max_length=14)] = "",
    updated_since: Since = None,
    cursor: Cursor = "",
) -> Any:
    """The provider's applicants, those of other providers never among them."""
    rows = changed_of(visible_admissions(request.viewer), kind="admission", made="received_at")
    asked = {"offer__study_year": study_year, "offer__code": offer, "status": status}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return page_by_change(rows, _shown, since=updated_since, cursor=cursor)


@operation(
    router, "get", "/admissions/reasons", name="admission_reasons", gives=list[shapes.Reason], scope="admissions:read"
)
def admission_reasons(request: Caller) -> Any:
    """The codes that say why somebody is not admitted."""
    return [{"code": one.code, "text": one.text, "needs_words": one.needs_words} for one in reasons().values()]


@operation(router, "post", "/admissions/moves", name="admission_moves", gives=shapes.Moved, scope="admissions:write")
def admission_moves(request: Caller, given: shapes.NewMoves) -> Any:
    """Offers, admits, refuses, starts, passes and so on: all that is sent, or none of it. Sent again, nothing new."""
    done = move_at_once(wanted=[_wanted(one) for one in given.moves], by=request.user, at=now())
    return {"changed": len(done), "unchanged": len(given.moves) - len(done)}


@operation(
    router, "get", "/admissions/{int:pk}", name="admission", gives=shapes.AdmissionShown, scope="admissions:read"
)
def admission(request: Caller, pk: Key) -> Any:
    """One applicant as the admission stands."""
    return _shown([_admission(request, pk)])[0]


@operation(
    router,
    "put",
    "/admissions/{int:pk}/conditions/{int:condition}",
    name="admission_condition",
    gives=shapes.AdmissionShown,
    scope="admissions:write",
)
def admission_condition(request: Caller, pk: Key, condition: Key, given: shapes.Settled) -> Any:
    """Says whether a condition is met. Said again, nothing new."""
    found = AdmissionCondition.objects.filter(admission=_admission(request, pk), pk=condition).first()
    if found is None:
        raise Http404
    settle_at_once(condition=found, is_met=given.is_met, by=request.user, at=now())
    return _shown([_admission(request, pk)])[0]


def _admission(request: Caller, pk: int) -> Admission:
    found = visible_admissions(request.viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    require(may_admit(request.viewer, found))
    return found


def _wanted(one: shapes.NewMove) -> WantedMove:
    move = Move(
        act=Act(one.act),
        answer_by=one.answer_by,  # type: ignore[arg-type]  # the shape has made it a day
        conditions=tuple(line.strip() for line in one.conditions if line.strip()),
        reason=one.reason,
        words=one.words,
        on=one.on,  # type: ignore[arg-type]
        credits=one.credits,  # type: ignore[arg-type]
    )
    return WantedMove(one.id, one.status, move)


def _shown(rows: Iterable[Admission]) -> list[dict[str, Any]]:
    rows = list(rows)
    decided = decided_for(rows)
    return [_as_data(one) | {"decision": _decision(decided.get(one.pk))} for one in rows]


def _decision(decided: Any) -> dict[str, Any] | None:
    if decided is None:
        return None
    return {"case_number": decided.case_number, "decided_on": decided.decided_on, "way": decided.way}


def _as_data(one: Admission) -> dict[str, Any]:
    place = one.participation
    kept = ("status", "received_at", "offered_at", "answered_at", "reason", "words", "started_on", "result_on")
    return {name: getattr(one, name) for name in kept} | {
        "id": one.pk,
        "application": place.application.number,
        "offer": one.offer.code,
        "study_year": one.offer.study_year,
        "credits": place.credits,
        "scheme": place.scheme,
        "applicant": {
            "first_name": place.person.first_name,
            "last_name": place.person.last_name,
            "email": place.person.email,
            "school": place.school.name if place.school else "",
            "owner": place.owner.name,
            "owner_number": place.owner.number,
        },
        "answer_by": last_day(one),
        "conditions": [{"id": row.pk, "text": row.text, "is_met": row.is_met} for row in one.conditions.all()],
        "credits_passed": one.credits_passed,
    }
