"""Recording what the politicians said: a committee's statement, and the resolution point by point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, CaseBody, CommitteeStatement, Resolution, ResolutionPoint
from pafyll.apps.casework.permissions.cases import may_resolve, may_work_on
from pafyll.apps.casework.resolving import Opening, open_for, opening_kind
from pafyll.apps.casework.services.recording import Refusal, advance, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.case import CASE, CaseStatus
from pafyll.domain.rules.deadlines import norwegian_day

Outcome = ResolutionPoint.Outcome


@dataclass(frozen=True)
class PointResolved:
    """What happened to one point. text counts for points that were changed or added."""

    proposed: str
    outcome: str
    text: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    opens: str = ""
    target: str = ""
    quantity: int | None = None


@dataclass(frozen=True)
class Resolved:
    """The resolution as a whole: the politicians' number, the day, and the points in order."""

    number: str
    resolved_on: date
    points: Sequence[PointResolved]


@transaction.atomic
def record_committee(
    *, body: CaseBody, number: str, met_on: date, words: str, by: User, at: datetime
) -> CommitteeStatement:
    """What a committee said about the case. Once for each committee."""
    case, day = body.case, norwegian_day(at)
    require(may_work_on(viewer_of(by, day=day), case, day=day))
    if case.status != CaseStatus.FOR_COMMITTEE or body.part != CaseBody.Part.HEARS:
        raise Refusal(no("not_for_committee", "Saken er ikke til uttalelse i dette utvalget nå."))
    if CommitteeStatement.objects.filter(body=body).exists():
        raise Refusal(no("already_stated", "Uttalelsen fra {body} er ført.", body=body.name))
    _require_past(met_on, day, "met_on")
    if not words.strip():
        raise Refusal(no("words_missing", "Skriv hva utvalget uttalte.", field="words"))
    statement = CommitteeStatement.objects.create(
        body=body, number=number.strip(), met_on=met_on, words=words.strip(), recorded_by=by, recorded_at=at
    )
    record(about=case.key, verb="committee_stated", by=by, at=at, body=body.name)
    return statement


@transaction.atomic
def record_resolution(*, case: Case, resolved: Resolved, by: User, at: datetime) -> Resolution:
    """Keeps what was resolved, point by point, and opens what the adopted points open. All of it or nothing."""
    locked = Case.objects.select_for_update(of=("self",)).select_related("owner", "officer").get(pk=case.pk)
    day = norwegian_day(at)
    require(may_resolve(viewer_of(by, day=day), locked, day=day))
    _require_past(resolved.resolved_on, day, "resolved_on")
    for number, point in enumerate(resolved.points, 1):
        _require_point(number, point)
    if not resolved.points:
        raise Refusal(no("no_points", "Et vedtak har minst ett punkt."))
    body = locked.bodies.filter(part=CaseBody.Part.RESOLVES).first()
    if body is None:
        raise Refusal(no("body_missing", "Legg inn hvem som vedtar saken."))
    resolution = Resolution.objects.create(
        case=locked,
        body=body,
        number=resolved.number.strip(),
        resolved_on=resolved.resolved_on,
        recorded_by=by,
        recorded_at=at,
    )
    points = [_keep(resolution, number, point) for number, point in enumerate(resolved.points, 1)]
    advance(locked, lifecycle=CASE, to=CaseStatus.RESOLVED, by=by, at=at, resolution=str(resolution))
    for one in points:
        open_point(one, by=by, at=at)
    case.status = locked.status
    return resolution


def open_point(point: ResolutionPoint, *, by: User, at: datetime) -> ResolutionPoint:
    """Opens what the point opens, once. Call it in a transaction."""
    if not point.opens or not point.is_adopted or point.opened_at is not None:
        return point
    resolution = point.resolution
    case = resolution.case
    opened = open_for(
        Opening(
            kind=point.opens,
            target=point.target,
            point=point.about,
            case_number=case.case_number,
            resolution_number=str(resolution),
            owner=case.owner,
            text=point.text,
            quantity=point.quantity,
            by=by,
            at=at,
        )
    )
    point.opened, point.opened_at = [asdict(one) for one in opened], at
    point.save(update_fields=["opened", "opened_at"])
    record(about=case.key, verb="point_opened", by=by, at=at, point=point.number, kind=point.opens)
    return point


def _keep(resolution: Resolution, number: int, point: PointResolved) -> ResolutionPoint:
    text = {Outcome.ADOPTED: point.proposed, Outcome.REJECTED: ""}.get(Outcome(point.outcome), point.text)
    return ResolutionPoint.objects.create(
        resolution=resolution,
        number=number,
        proposed=point.proposed,
        text=text.strip(),
        outcome=point.outcome,
        votes_for=point.votes_for,
        votes_against=point.votes_against,
        opens=point.opens,
        target=point.target,
        quantity=point.quantity,
    )


def _require_point(number: int, point: PointResolved) -> None:
    if point.outcome not in Outcome.values:
        raise Refusal(no("outcome_missing", "Velg hva som skjedde med punkt {number}.", number=number))
    if point.outcome in (Outcome.AMENDED, Outcome.ADDED) and not point.text.strip():
        raise Refusal(no("text_missing", "Skriv hvordan punkt {number} ble vedtatt.", number=number))
    if point.opens:
        opening_kind(point.opens)
        if not point.target:
            raise Refusal(no("target_missing", "Velg hva punkt {number} åpner.", number=number))


def _require_past(day: date, today: date, field: str) -> None:
    if day > today:
        raise Refusal(no("not_yet", "Møtedagen kan ikke ligge fram i tid.", field=field))
