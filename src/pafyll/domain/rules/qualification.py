"""Credits needed to teach a subject at a stage, and how a teacher stands to them.

Not yet here: the lasting exception for those who were qualified before 2014, and the owner's exception for a school
year (oppll. § 17-4). A teacher who lacks credits may therefore still teach lawfully.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pafyll.domain.parameters import NoValueInForce, parameters_from
from pafyll.domain.rules.subjects import SUBJECTS, subject_group

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="qualification")

STAGES = {"1-7": "1.–7. trinn", "8-10": "8.–10. trinn", "vgo": "videregående"}
# Studied by teachers, but not subjects in the timetable: there is no number of credits to measure against.
NOT_IN_TIMETABLE = {
    "special_needs_education",
    "programming",
    "digital_competence",
    "early_learning",
    "mentoring",
    "counselling",
    "school_library",
}
SAME_AS = {"norwegian_second_language": "norwegian"}  # "norsk" covers every form of it: Udir-3-2015, punkt 2

MEETS, LACKS, NONE, UNKNOWN = "meets", "lacks", "none", "unknown"


@dataclass(frozen=True)
class Requirement:
    """Credits needed (0 where there is no requirement) and where it is printed."""

    credits: int
    source: str


@dataclass(frozen=True)
class Standing:
    """How a teacher stands to the requirement in a subject she teaches.

    verdict is "meets", "lacks", "none" (no requirement) or "unknown"; missing is in credits, 0 unless it is "lacks".
    """

    subject: str
    stage: str
    verdict: str
    required: int | None
    held: Decimal | None
    missing: Decimal = Decimal(0)
    source: str = ""

    @property
    def lacks(self) -> bool:
        return self.verdict == LACKS


def requirement(subject: str, stage: str, day: date) -> Requirement | None:
    """Credits needed to teach the subject at the stage on the day; None where we do not know of any number.

    stage is "1-7", "8-10" or "vgo". Source: further-education rules in qualification.yaml.
    """
    subject = SAME_AS.get(subject, subject)
    if subject not in SUBJECTS or subject in NOT_IN_TIMETABLE or stage not in STAGES:
        return None
    group = "five" if subject_group(subject) == "five_subjects" else "other"
    try:
        dated = P[f"{group}_subjects_{stage.replace('-', '_')}"].dated(day)
    except NoValueInForce:
        return None
    return Requirement(dated.value, dated.source)


def standing(subject: str, stage: str, held: Decimal | None, day: date) -> Standing:
    """How someone with the held credits (None: not known) stands to the requirement on the day."""
    needed = requirement(subject, stage, day)
    if needed is None:
        return Standing(subject, stage, UNKNOWN, None, held)
    if needed.credits == 0:
        return Standing(subject, stage, NONE, 0, held, source=needed.source)
    if held is None:
        return Standing(subject, stage, UNKNOWN, needed.credits, None, source=needed.source)
    missing = max(Decimal(needed.credits) - held, Decimal(0))
    return Standing(subject, stage, LACKS if missing else MEETS, needed.credits, held, missing, needed.source)


def lacks_credits_in(subject: str, standings: list[Standing]) -> bool:
    """Whether the subject is one that the teacher teaches and lacks credits in: what a study in it would mend."""
    wanted = SAME_AS.get(subject, subject)
    return any(row.lacks and SAME_AS.get(row.subject, row.subject) == wanted for row in standings)
