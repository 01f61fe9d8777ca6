"""What a study offer must say before it is published, what in a copy is still last year's, and what applicants lock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pafyll.domain.answers import Answer, first_no, no, yes

A_YEAR = timedelta(weeks=52)  # keeps the day of the week
STAGES = {"1-7": "1.–7. trinn", "8-10": "8.–10. trinn", "1-10": "1.–10. trinn", "vgo": "videregående"}
AT_A_PLACE = frozenset({"campus", "gatherings"})

# What is looked over in a copy, with the words that the checklist uses.
LOOKED_OVER: Mapping[str, str] = {
    "starts_on": "Første dag",
    "ends_on": "Siste dag",
    "capacity": "Plasser",
    "fee": "Egenbetaling",
    "place": "Studiested",
    "gatherings": "Samlinger",
    "admission_requirement": "Opptakskrav",
}
LABELS: Mapping[str, str] = {
    "programme_code": "Kode for studiet",
    "name": "Navn",
    "subject": "Fag",
    "credits": "Studiepoeng",
    "stages": "Trinn",
    "study_year": "Studieår",
    "semesters": "Semestre",
    "starts_in": "Start",
    "mode": "Studieform",
    "target_group": "Målgruppe",
    "description": "Om studiet",
    **LOOKED_OVER,
}
# What somebody has applied for cannot become something else under her hands.
LOCKED_BY_APPLICANTS: Mapping[str, str] = {
    "subject": "Fag",
    "credits": "Studiepoeng",
    "semesters": "Semestre",
    "starts_in": "Start",
    "study_year": "Studieår",
    "capacity": "Plasser",
}


@dataclass(frozen=True)
class OfferValues:
    """Everything that a programme and its offer say. fee is kroner; None where nobody has said."""

    programme_code: str
    name: str
    subject: str
    credits: Decimal
    study_year: int
    mode: str
    capacity: int
    semesters: int = 2
    starts_in: str = "H"
    stages: str = ""
    place: str = ""
    gatherings: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    fee: int | None = None
    admission_requirement: str = ""
    target_group: str = ""
    description: str = ""


def fits_together(values: OfferValues) -> Answer:
    """Whether the values agree with each other. A no names the field."""
    return first_no([_has_size(values), _dates_in_order(values), _gathers(values), _has_place(values)])


def may_be_published(values: OfferValues, unchecked: Collection[str]) -> Answer:
    """Whether everything is in place for everyone to read it."""
    if unchecked:
        return no(
            "still_last_years",
            "Noe er fortsatt som i fjor: {what}.",
            remedy="Endre det, eller bekreft at det skal være likt.",
            what=", ".join(LOOKED_OVER[one].lower() for one in LOOKED_OVER if one in unchecked),
        )
    if values.capacity < 1:
        return no("no_places", "Tilbudet har ingen plasser.", field="capacity")
    return fits_together(values)


def locked_changes(before: OfferValues, after: OfferValues) -> list[str]:
    """What the new values would change of what applicants lock, in the words of the page."""
    return [label for name, label in LOCKED_BY_APPLICANTS.items() if getattr(before, name) != getattr(after, name)]


def still_unchecked(unchecked: Collection[str], before: OfferValues, after: OfferValues) -> list[str]:
    """What is left of the checklist: what was changed has been looked over."""
    return [one for one in LOOKED_OVER if one in unchecked and getattr(before, one) == getattr(after, one)]


def _has_size(values: OfferValues) -> Answer:
    if not 0 < values.credits <= 120:
        return no("credits_out_of_range", "Studiepoengene må være over 0 og høyst 120.", field="credits")
    return yes()


def _dates_in_order(values: OfferValues) -> Answer:
    if values.starts_on and values.ends_on and values.ends_on < values.starts_on:
        return no("ends_before_start", "Siste dag er før første dag.", field="ends_on")
    year = (date(values.study_year, 7, 1), date(values.study_year + values.semesters, 12, 31))
    if values.starts_on and not year[0] <= values.starts_on <= year[1]:
        return no("starts_outside_year", "Første dag ligger ikke i studieåret.", field="starts_on")
    return yes()


def _gathers(values: OfferValues) -> Answer:
    if values.mode == "gatherings" and not values.gatherings:
        return no("gatherings_missing", "Skriv hvor mange samlinger studiet har.", field="gatherings")
    return yes()


def _has_place(values: OfferValues) -> Answer:
    if values.mode in AT_A_PLACE and not values.place.strip():
        return no("place_missing", "Skriv hvor undervisningen er.", field="place")
    return yes()
