"""What a provider may do with an applicant who was granted a place, when, and what each act needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus

A = AdmissionStatus
LONGEST_CONDITION = 300  # signs


class Act(StrEnum):
    """What a provider does. The teacher's own yes and no are not among them."""

    OFFER = "offer"
    LAPSE = "lapse"
    ADMIT = "admit"
    REFUSE = "refuse"
    START = "start"
    NOT_START = "not_start"
    PASS = "pass"  # noqa: S105 – an act, not a password
    FAIL = "fail"
    DEFER = "defer"


@dataclass(frozen=True)
class ActRule:
    """What the act is called on a button and in a file, and the status that follows."""

    label: str
    to: AdmissionStatus


ACTS: Mapping[Act, ActRule] = {
    Act.OFFER: ActRule("Send tilbud om opptak", A.OFFERED),
    Act.LAPSE: ActRule("Meld ikke svart", A.LAPSED),
    Act.ADMIT: ActRule("Ta opp", A.ADMITTED),
    Act.REFUSE: ActRule("Ikke ta opp", A.NOT_ADMITTED),
    Act.START: ActRule("Meld i gang", A.STARTED),
    Act.NOT_START: ActRule("Meld ikke møtt", A.NOT_STARTED),
    Act.PASS: ActRule("Meld bestått", A.PASSED),
    Act.FAIL: ActRule("Meld ikke bestått", A.FAILED),
    Act.DEFER: ActRule("Meld utsatt", A.DEFERRED),
}


@dataclass(frozen=True)
class Reason:
    """A coded reason for a no: stable code, the text that people read, and whether own words must follow."""

    code: str
    text: str
    needs_words: bool = False


@cache
def reasons() -> Mapping[str, Reason]:
    """The coded reasons of admission.yaml, in its order."""
    content = yaml.safe_load((Path(__file__).parent / "admission.yaml").read_text(encoding="utf-8"))
    return {code: Reason(code, row["text"], row["needs_words"]) for code, row in content["not_admitted"].items()}


@dataclass(frozen=True)
class Move:
    """An act with what it needs. on is the day of start or result, or the day that a result is put off to."""

    act: Act
    answer_by: date | None = None  # the last day to answer
    conditions: tuple[str, ...] = ()
    reason: str = ""
    words: str = ""
    on: date | None = None
    credits: Decimal | None = None


@dataclass(frozen=True)
class Standing:
    """How one admission stands: what the rules need to know of it."""

    status: AdmissionStatus
    credits: Decimal  # what the study gives
    open_conditions: int = 0
    answer_by: date | None = None


def may_move(standing: Standing, move: Move, *, today: date) -> Answer:
    """Whether the act may be done now, with what is given. A no names the field that lacks something."""
    follows = ADMISSION.may_become(standing.status, ACTS[move.act].to)
    return first_no([follows, NEEDS[move.act](standing, move, today)])


def _offer(standing: Standing, move: Move, today: date) -> Answer:
    if move.answer_by is None:
        return no("answer_by_missing", "Sett siste dag for å svare.", field="answer_by")
    if move.answer_by < today:
        return no("answer_by_passed", "Siste dag for å svare kan ikke være før i dag.", field="answer_by")
    if any(len(one) > LONGEST_CONDITION for one in move.conditions):
        text, remedy = "Det er plass til {most} tegn her.", "Kort ned teksten."
        return no("too_long", text, remedy=remedy, field="conditions", most=LONGEST_CONDITION)
    return yes()


def _lapse(standing: Standing, move: Move, today: date) -> Answer:
    if standing.answer_by is None or standing.answer_by < today:
        return yes()
    return no(
        "may_still_answer",
        "Fristen for å svare er ikke ute. Siste dag er {day}.",
        remedy="Vent til dagen etter.",
        day=_written(standing.answer_by),
    )


def _admit(standing: Standing, move: Move, today: date) -> Answer:
    if not standing.open_conditions:
        return yes()
    return no(
        "conditions_open",
        "Et vilkår er ikke avgjort ennå.",
        remedy="Åpne søkeren, og meld om vilkåret er oppfylt.",
    )


def _refuse(standing: Standing, move: Move, today: date) -> Answer:
    reason = reasons().get(move.reason)
    if reason is None:
        return no("reason_missing", "Velg hvorfor søkeren ikke blir tatt opp.", field="reason")
    if reason.needs_words and not move.words.strip():
        return no("words_missing", "Skriv hvorfor. Grunnen du valgte, sier ikke nok alene.", field="words")
    return yes()


def _has_happened(standing: Standing, move: Move, today: date) -> Answer:
    if move.on is None:
        return no("day_missing", "Sett dagen.", field="on")
    if move.on > today:
        return no("day_not_come", "Dagen har ikke vært ennå.", field="on")
    return yes()


def _pass(standing: Standing, move: Move, today: date) -> Answer:
    if not (happened := _has_happened(standing, move, today)):
        return happened
    if move.credits is None or not 0 < move.credits <= standing.credits:
        return no(
            "credits_out_of_range",
            "Studiepoengene må være over 0 og høyst {most}, som studiet gir.",
            field="credits",
            most=f"{standing.credits.normalize():f}".replace(".", ","),
        )
    return yes()


def _defer(standing: Standing, move: Move, today: date) -> Answer:
    if move.on is None or move.on <= today:
        return no("new_day_missing", "Sett en ny dag som ikke har vært.", field="on")
    return yes()


def _nothing(standing: Standing, move: Move, today: date) -> Answer:
    return yes()


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


NEEDS: Mapping[Act, Callable[[Standing, Move, date], Answer]] = {
    Act.OFFER: _offer,
    Act.LAPSE: _lapse,
    Act.ADMIT: _admit,
    Act.REFUSE: _refuse,
    Act.START: _has_happened,
    Act.NOT_START: _nothing,
    Act.PASS: _pass,
    Act.FAIL: _has_happened,
    Act.DEFER: _defer,
}
