"""How many credits a subject asks for at a stage, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pafyll.domain.parameters import NoValueInForce, parameters_from
from pafyll.domain.rules.subjects import ONLY_AT, SUBJECTS, TAUGHT_SUBJECTS, subject_group

P = parameters_from(Path(__file__).with_name("requirements.yaml"), scheme="qualification")

STAGES = {"1-7": "1.–7. trinn", "8-10": "8.–10. trinn", "vgo": "videregående"}
# Studied by teachers, but not subjects in the timetable: there is no number of credits to measure against.
NOT_IN_TIMETABLE = SUBJECTS.keys() - TAUGHT_SUBJECTS.keys()
SAME_AS = {"norwegian_second_language": "norwegian"}  # "norsk" covers every form of it: Udir-3-2015, punkt 2


@dataclass(frozen=True)
class Requirement:
    """Credits needed (0 where there is no requirement), where it is printed, and since when."""

    credits: int
    source: str
    dated: date | None = None


@lru_cache(maxsize=5000)
def requirement(subject: str, stage: str, day: date) -> Requirement | None:
    """Credits needed to teach the subject at the stage on the day; None where we do not know of any number.

    stage is "1-7", "8-10" or "vgo". Source: requirements.yaml.
    """
    subject = SAME_AS.get(subject, subject)
    if subject not in TAUGHT_SUBJECTS or stage not in ONLY_AT.get(subject, tuple(STAGES)):
        return None
    try:
        if free := _free_of_requirement(subject, stage, day):
            return free
        dated = P[_name(subject, stage)].dated(day)
    except NoValueInForce:
        return None
    return Requirement(dated.value, dated.cited, dated.starts_on)


def credits_of_vekttall(vekttall: Decimal) -> Decimal:
    """Credits that the older unit answers to, exactly: 10 vekttall are 30 credits. Source: Udir-3-2015, punkt 6."""
    return vekttall * P["credits_per_10_vekttall"].values[0].value / 10


def _free_of_requirement(subject: str, stage: str, day: date) -> Requirement | None:
    """No requirement, for the subjects that the regulation names."""
    dated = P["free_of_requirement"].dated(day)
    return Requirement(0, dated.cited, dated.starts_on) if subject in dated.value.get(stage, ()) else None


def _name(subject: str, stage: str) -> str:
    if (subject, stage) == ("english", "1-7"):
        return "english_1_7"
    group = "five" if subject_group(subject) == "five_subjects" else "other"
    return f"{group}_subjects_{stage.replace('-', '_')}"
