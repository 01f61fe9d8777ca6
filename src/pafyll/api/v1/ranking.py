"""The owner's list, best first: read whole with an ETag, and written whole over the version that was read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Header, Path, Router, Schema
from pydantic import Field

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import OwnerPath, owner_of, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.problems import Precondition
from pafyll.api.v1.shapes import Taken
from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.announced import announced_rounds
from pafyll.apps.applications.queries.owner import visible_applications
from pafyll.apps.applications.queries.ranking import Line, OwnerList, list_of
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking
from pafyll.apps.casework.services import AlreadyChanged, Refusal
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import no
from pafyll.integrations.clock import now

router = Router(tags=["ranking"])
StudyYear = Annotated[int, Path(ge=2000, le=2100)]
Numbers = Annotated[list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=2000)]
CHANGED = no(
    "ranking_has_changed",
    "Prioriteringen er endret siden den ble hentet.",
    remedy="Hent den på nytt, legg inn endringen deres, og send den med den nye ETag-en i If-Match.",
    field="If-Match",
)


class RankedShown(Schema):
    """A place in the list, and the sums in kroner to and with it. over names the limits that are then broken."""

    position: int
    application: str
    last_name: str
    first_name: str
    autumn: int
    spring: int
    over: list[str]


class RankingShown(Schema):
    """The whole list. unplaced are approved and not in it. edition is what the ETag is made of."""

    owner: str
    study_year: int
    status: str
    edition: int
    submitted_at: datetime | None
    places: list[RankedShown]
    unplaced: list[str]


class NewRanking(Taken):
    """The whole list: application numbers, best first. Those that are left out have no place."""

    applications: Numbers


@operation(
    router,
    "get",
    "/rankings/{int:study_year}/{str:owner}",
    name="ranking",
    gives=RankingShown,
    scope="ranking:read",
)
def ranking(request: Caller, response: HttpResponse, study_year: StudyYear, owner: OwnerPath) -> Any:
    """The list as it stands, with its ETag."""
    return _shown(request, response, owner_of(request, owner), _round(request, study_year))


@operation(
    router,
    "put",
    "/rankings/{int:study_year}/{str:owner}",
    name="ranking",
    gives=RankingShown,
    scope="ranking:write",
    also=[412],
)
def save(
    request: Caller,
    response: HttpResponse,
    study_year: StudyYear,
    owner: OwnerPath,
    given: NewRanking,
    if_match: Annotated[str, Header(alias="If-Match", min_length=3, max_length=40)],
) -> Any:
    """Writes the whole list. 412 when it has changed since the ETag in If-Match."""
    mine, round = owner_of(request, owner), _round(request, study_year)
    saved = ranking_of(round=round, owner=mine)
    if if_match != _etag(saved.version):
        raise Precondition(CHANGED)
    order = _keys(request, mine, round, given.applications)
    try:
        save_ranking(ranking=saved, order=order, read_version=saved.version, by=request.user, at=now())
    except AlreadyChanged as error:
        raise Precondition(CHANGED) from error
    return _shown(request, response, mine, round)


def _round(request: Caller, study_year: int) -> Round:
    return the_one(announced_rounds(viewer=request.viewer).filter(study_year=study_year))


def _keys(request: Caller, owner: Organisation, round: Round, numbers: list[str]) -> list[int]:
    """The applications by number, in the order given. Raises Refusal on one that the owner does not have."""
    rows = visible_applications(request.viewer, now()).filter(owner=owner, round=round)
    known: dict[str, int] = dict(rows.values_list("number", "pk"))
    strange = [one for one in numbers if one not in known]
    if strange:
        text, remedy = "Søknaden {number} er ikke deres i denne runden.", "Hent prioriteringen på nytt."
        raise Refusal(no("unknown_application", text, remedy=remedy, field="applications", number=strange[0]))
    return [known[one] for one in numbers]


def _etag(version: int) -> str:
    return f'"{version}"'


def _shown(request: Caller, response: HttpResponse, owner: Organisation, round: Round) -> dict[str, Any]:
    listed = list_of(viewer=request.viewer, owner=owner, round=round, at=now())
    response["ETag"] = _etag(listed.ranking.version)
    return {
        "owner": owner.number,
        "study_year": round.study_year,
        "status": listed.ranking.status,
        "edition": listed.ranking.version,
        "submitted_at": listed.ranking.submitted_at,
        "places": _places(listed),
        "unplaced": [row.number for row in listed.unplaced],
    }


def _places(listed: OwnerList) -> list[dict[str, Any]]:
    return [_place(line) for line in listed.lines]


def _place(line: Line) -> dict[str, Any]:
    return {
        "position": line.place,
        "application": line.row.number,
        "last_name": line.row.last_name,
        "first_name": line.row.first_name,
        "autumn": line.autumn,
        "spring": line.spring,
        "over": list(line.over),
    }
