"""The catalogue: offers that everybody may see. Open to all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Path, Query, Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Year, the_one
from pafyll.api.v1.operations import open_to_all
from pafyll.api.v1.paging import Cursor, Page, page_by_key
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import OfferSearch, offers_found, published_offers
from pafyll.domain.rules.subjects import subject_name

router = Router(tags=["catalogue"])
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Query(max_length=40, pattern=r"^[\w.-]*$")]


class Offer(Schema):
    """A study with one start. fee is what the student pays, null where nobody has said; status tells if it is off."""

    code: str
    name: str
    provider: str
    provider_number: str
    subject: str
    subject_name: str
    credits: Decimal
    study_year: int
    semesters: int
    starts_in: str
    mode: str
    place: str
    gatherings: int
    capacity: int
    starts_on: date | None
    ends_on: date | None
    fee: int | None
    status: str
    admission_requirement: str
    target_group: str


@open_to_all(router, "/offers", name="offers", gives=Page[Offer])
def offers(
    request: Caller,
    words: Words = "",
    subject: Code = "",
    mode: Code = "",
    stage: Code = "",
    county: Code = "",
    study_year: Year = None,
    cursor: Cursor = "",
) -> Any:
    """Published offers that fit everything that is asked."""
    search = OfferSearch(words, subject, mode, stage, county, study_year=study_year)
    return page_by_key(offers_found(viewer=request.viewer, search=search), _shown, cursor=cursor)


@open_to_all(router, "/offers/{str:code}", name="offer", gives=Offer)
def offer(request: Caller, code: Annotated[str, Path(max_length=30)]) -> Any:
    """One offer, also when it is called off."""
    return _shown([the_one(published_offers(viewer=request.viewer).filter(code=code))])[0]


def _shown(rows: list[StudyOffer]) -> list[dict[str, Any]]:
    return [_as_data(one) for one in rows]


def _as_data(one: StudyOffer) -> dict[str, Any]:
    programme = one.programme
    own = ("code", "study_year", "semesters", "starts_in", "mode", "place", "gatherings", "capacity")
    later = ("starts_on", "ends_on", "fee", "status")
    return {name: getattr(one, name) for name in (*own, *later)} | {
        "name": programme.name,
        "provider": programme.provider.name,
        "provider_number": programme.provider.number,
        "subject": programme.subject,
        "subject_name": subject_name(programme.subject),
        "credits": programme.credits,
        "admission_requirement": programme.admission_requirement,
        "target_group": programme.target_group,
    }
