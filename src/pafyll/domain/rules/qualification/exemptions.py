"""Which ground exempts a teacher from the requirement, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pafyll.domain.parameters import NoValueInForce, parameters_from
from pafyll.domain.rules.qualification.facts import TeacherFacts
from pafyll.domain.rules.qualification.requirements import SAME_AS
from pafyll.domain.rules.subjects import subject_group
from pafyll.domain.values import SchoolYear

P = parameters_from(Path(__file__).with_name("exemptions.yaml"), scheme="qualification")
DISPENSATION_ENDS = date(2025, 7, 31)  # "fram til 1. august 2025": LOV-2017-01-13-1


@dataclass(frozen=True)
class Ground:
    """A ground in force: its code in wordings, where it is printed, since when, and the last day it holds."""

    code: str
    source: str
    dated: date
    until: date | None = None


@lru_cache(maxsize=5000)
def ground_in_force(name: str, day: date, until: date | None = None) -> Ground | None:
    """What exemptions.yaml says under the name on the day; None where nothing is in force."""
    try:
        found = P[name].dated(day)
    except NoValueInForce:
        return None
    ends = DISPENSATION_ENDS if found.value.endswith("_dispensation") else until
    return Ground(found.value, found.cited, found.starts_on, ends)


def exemption(facts: TeacherFacts, *, subject: str, stage: str, day: date, waived: bool) -> Ground | None:
    """The ground that exempts the teacher, the most lasting first; None where no ground is known to."""
    july = date(SchoolYear.of(day).start + 1, 7, 31)
    candidates = [
        (facts.hired_under_rules_before_2014, before_2014(subject, stage), None),
        (facts.is_general_teacher(day), "general_teacher", None),
        (facts.on_conditions, "on_conditions", None),
        (facts.is_permanent is False, "temporary", july),
        (waived, "special_education_waived", None),
    ]
    grounds = (ground_in_force(name, day, until) for holds, name, until in candidates if holds)
    return next((ground for ground in grounds if ground), None)


def may_be_exempt(facts: TeacherFacts, *, subject: str, stage: str, day: date) -> bool:
    """Whether something that is not known could exempt the teacher."""
    return (
        facts.is_permanent is None
        or (facts.hired_under_rules_before_2014 is None and bool(ground_in_force(before_2014(subject, stage), day)))
        or (facts.is_general_teacher(day) is None and bool(ground_in_force("general_teacher", day)))
    )


def before_2014(subject: str, stage: str) -> str:
    """The name under which exemptions.yaml keeps what held for those who met the hiring rules before 2014."""
    if stage == "vgo":
        return "hired_before_2014_vgo"
    group = subject_group(SAME_AS.get(subject, subject))
    return f"hired_before_2014_{'five' if group == 'five_subjects' else 'other'}_subjects"
