"""The shapes of admission: an applicant as the provider sees her, and what the provider says of her."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field

from pafyll.api.v1.shapes import Key, Taken
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.rules.admission import LONGEST_CONDITION, Act

MOST_AT_ONCE = 500


def _one_of(codes: list[str]) -> str:
    return f"^({'|'.join(codes)})$"


Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(date.fromisoformat)]
Credits = Annotated[str, Field(pattern=r"^\d{1,3}(\.\d)?$"), AfterValidator(Decimal)]
ActCode = Annotated[str, Field(pattern=_one_of([one.value for one in Act]))]
StatusCode = Annotated[str, Field(pattern=_one_of([one.value for one in AdmissionStatus]))]
Condition = Annotated[str, Field(min_length=1, max_length=LONGEST_CONDITION)]


class NewMove(Taken):
    """What is done with an applicant. status is the one that was read; the rest is what the act needs.

    offer: answer_by, conditions. refuse: reason, words. start, fail, defer: on. pass: on, credits.
    """

    id: Key
    status: StatusCode
    act: ActCode
    answer_by: Day | None = None
    conditions: Annotated[list[Condition], Field(max_length=20)] = []
    reason: Annotated[str, Field(max_length=40)] = ""
    words: Annotated[str, Field(max_length=1000)] = ""
    on: Day | None = None
    credits: Credits | None = None


class NewMoves(Taken):
    """Every move, or none. The same again does nothing new."""

    moves: Annotated[list[NewMove], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Settled(Taken):
    """Whether a condition is met."""

    is_met: bool


class Moved(Schema):
    """How many were changed now, and how many were so already."""

    changed: int
    unchanged: int


class Reason(Schema):
    """A coded reason for not admitting somebody; needs_words says whether own words must follow."""

    code: str
    text: str
    needs_words: bool


class ConditionShown(Schema):
    """A condition of the offer. is_met is null until it is settled."""

    id: int
    text: str
    is_met: bool | None


class Decided(Schema):
    """The decision that gave the place. way is run, queue or appeal."""

    case_number: str
    decided_on: datetime
    way: str


class Applicant(Schema):
    """Who it is, from the application: the teacher is asked for none of it again."""

    first_name: str
    last_name: str
    email: str
    school: str
    owner: str
    owner_number: str


class AdmissionShown(Schema):
    """An applicant who was granted a place, and how the admission stands. answer_by is the last day to answer."""

    id: int
    application: str
    offer: str
    study_year: int
    credits: Decimal
    scheme: str
    applicant: Applicant
    decision: Decided | None
    status: str
    received_at: datetime
    offered_at: datetime | None
    answer_by: date | None
    answered_at: datetime | None
    conditions: list[ConditionShown]
    reason: str
    words: str
    started_on: date | None
    result_on: date | None
    credits_passed: Decimal | None
