"""The shapes that the API takes and gives. Strict: 1.0 is no whole number, true is no number, and nothing is extra."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

Number = Annotated[str, Field(pattern=r"^\d{9}$", description="Organisasjonsnummer, ni siffer")]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
Text = Annotated[str, Field(max_length=20_000)]
Numbers = Annotated[list[Number], Field(max_length=500)]
Value = Text | Annotated[int, Field(ge=-(10**15), le=10**15)] | Numbers | None
Answers = Annotated[dict[Annotated[str, Field(max_length=60)], Value], Field(max_length=200)]


class Taken(Schema):
    """What is sent to the API."""

    model_config = ConfigDict(strict=True, extra="forbid")


class NewNeed(Taken):
    """A draft for an owner in a scheme year."""

    scheme_year: Key
    owner: Number
    answers: Answers = {}


class ChangedNeed(Taken):
    """Answers to change; null empties one, and those that are left out stay. edition is the one that was read."""

    edition: Key
    answers: Answers


class Submission(Taken):
    """Sends the need as it stood in the edition."""

    edition: Key


class OpenYear(Schema):
    """A scheme year that the owner may notify needs in. is_open says whether it takes needs now."""

    id: int
    title: str
    year: int
    scheme: str
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool
    has_form: bool


class Form(Schema):
    """The form in use. sections hold the questions with kind, limits, choices and conditions, as data."""

    scheme_year: int
    title: str
    version: int
    sections: list[dict[str, Any]]


class Need(Schema):
    """A need as the owner works on it. answers are what is written; sent_at is when it was last sent."""

    number: str
    scheme_year: int
    owner: str
    status: str
    edition: int
    title: str
    answers: dict[str, Any]
    sent_at: datetime | None


class Receipt(Schema):
    """What was stored, and when. fingerprint is SHA-256 of it."""

    need: str
    number: int
    kind: str
    stored_at: datetime
    fingerprint: str
