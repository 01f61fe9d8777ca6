"""The answer for one teacher in one subject: meets, exempt, lacks, deviation decided, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pafyll.domain.parameters import DatedValue
from pafyll.domain.rules.qualification.exemptions import Ground, before_2014, exemption, ground_in_force, may_be_exempt
from pafyll.domain.rules.qualification.facts import DecidedDeviation, TeacherFacts
from pafyll.domain.rules.qualification.requirements import (
    NOT_IN_TIMETABLE,
    SAME_AS,
    STAGES,
    P,
    Requirement,
    requirement,
)
from pafyll.domain.rules.qualification.standings import DEVIATION, EXEMPT, LACKS, MEETS, UNKNOWN, Standing
from pafyll.domain.rules.qualification.wordings import GROUNDS, NEW_ACT, NOTES
from pafyll.domain.rules.subjects import TAUGHT_SUBJECTS, subject_group
from pafyll.domain.values import SchoolYear

FIRST_DAY = date(2014, 1, 1)  # Udir-3-2015, punkt 1: before it there were only requirements for being hired
ALL_PERMANENT = date(2015, 8, 1)


@lru_cache(maxsize=1000)
def law_on(day: date) -> DatedValue:
    """Where the requirement stands on the day, with the source that says so."""
    return P["law"].dated(max(day, FIRST_DAY))


def standing_of(
    facts: TeacherFacts,
    *,
    subject: str,
    stage: str,
    day: date,
    deviations: Sequence[DecidedDeviation] = (),
    school: str = "",
    special_education: bool = False,
    waived: bool = False,
) -> Standing:
    """How the teacher stands to the requirement on the day. Every answer carries law, source and date.

    deviations are the owner's decisions about this teacher; one counts only for its own school, subject, stage and
    school year. waived says that an individual decision on special education waives the requirement.
    """
    asked = _Asked(facts, subject, stage, day)
    needed = requirement(subject, stage, day)
    if needed is None:
        return asked.without_number()
    asked.needed = needed
    if special_education and not waived:
        asked.notes.append("special_education")
    return (
        _by_credits(asked)
        or _by_vocational_route(asked)
        or _by_exemption(asked, waived)
        or _by_deviation(asked, deviations, school)
        or _falls_short(asked)
    )


def standing(subject: str, stage: str, held: Decimal | None, day: date) -> Standing:
    """How someone of whom only the held credits (None: not known) are known stands to the requirement on the day."""
    facts = TeacherFacts({} if held is None else {subject: held})
    return standing_of(facts, subject=subject, stage=stage, day=day)


def lacks_credits_in(subject: str, standings: Sequence[Standing]) -> bool:
    """Whether the subject is one that the teacher teaches and is short of credits in: what a study in it would mend.

    Those who are exempt, or teach by a deviation, count too: the priority of a round asks about the credits alone.
    """
    wanted = SAME_AS.get(subject, subject)
    return any(row.short > 0 and SAME_AS.get(row.subject, row.subject) == wanted for row in standings)


class _Asked:
    """One question, and what every answer to it shares."""

    def __init__(self, facts: TeacherFacts, subject: str, stage: str, day: date) -> None:
        self.facts, self.subject, self.stage, self.day = facts, subject, stage, day
        self.held = facts.held_in(subject)
        self.needed: Requirement | None = None
        self.notes: list[str] = ["private_school"] if facts.in_private_school else []

    @property
    def credits(self) -> int:
        return self.needed.credits if self.needed else 0

    @property
    def missing(self) -> Decimal:
        return max(Decimal(self.credits) - (self.held or Decimal(0)), Decimal(0))

    def without_number(self) -> Standing:
        """The answer where no number of credits is known."""
        if self.day < FIRST_DAY:
            return self.answer(UNKNOWN, "before_2014")
        if self.stage not in STAGES:
            return self.answer(UNKNOWN, "unknown_stage")
        if SAME_AS.get(self.subject, self.subject) in NOT_IN_TIMETABLE:
            return self.answer(UNKNOWN, "not_in_timetable")
        return self.answer(UNKNOWN, "not_at_stage" if self.subject in TAUGHT_SUBJECTS else "unknown_subject")

    def answer(self, verdict: str, code: str, ground: Ground | None = None, *notes: str, **told: Any) -> Standing:
        """The answer with its words, law, source and date: the ground's, or else the requirement's own."""
        wording, law = GROUNDS[code], law_on(self.day)
        known = [*notes, *wording.notes, *self.notes]
        if self.day < NEW_ACT:
            known = [name for name in known if name != "continued"]
        rests_on = ground or self.needed
        facts = {"required": self.credits, "held": _plain(self.held), "missing": _plain(self.missing), **told}
        return Standing(
            self.subject,
            self.stage,
            verdict,
            self.needed.credits if self.needed else None,
            self.held,
            self.missing if verdict == LACKS else Decimal(0),
            source=rests_on.source if rests_on else law.source,
            code=code,
            text=wording.text,
            law=wording.law_on(self.day) or law.value,
            dated=rests_on.dated if rests_on else law.starts_on,
            until=ground.until if ground else None,
            notes=tuple(NOTES[name] for name in known),
            remedy=wording.remedy,
            facts=facts,
        )


def _by_credits(asked: _Asked) -> Standing | None:
    if asked.credits == 0:
        return asked.answer(MEETS, "no_requirement")
    return asked.answer(MEETS, "enough_credits") if asked.held is not None and not asked.missing else None


def _by_vocational_route(asked: _Asked) -> Standing | None:
    """Those hired with a trade certificate need no 60 credits, but one of their years of theory must be relevant."""
    if asked.stage != "vgo" or not asked.facts.vocational_route or asked.facts.relevant_theory_year is not True:
        return None
    return asked.answer(MEETS, "vocational_route", ground_in_force("vocational_route", asked.day))


def _by_exemption(asked: _Asked, waived: bool) -> Standing | None:
    ground = exemption(asked.facts, subject=asked.subject, stage=asked.stage, day=asked.day, waived=waived)
    if ground is None:
        return None
    differ = asked.day < NEW_ACT and asked.stage == "8-10" and not _is_of_the_five(asked.subject)
    before = ground.code.startswith("before_2014")
    return asked.answer(EXEMPT, ground.code, ground, *(["sources_differ"] if differ and before else []))


def _by_deviation(asked: _Asked, deviations: Sequence[DecidedDeviation], school: str) -> Standing | None:
    decided = _decided(deviations, asked, school)
    if decided is None:
        return None
    year = SchoolYear(decided.school_year)
    ground = ground_in_force("deviation", asked.day, until=date(year.start + 1, 7, 31))
    case = f" (sak {decided.case_number})" if decided.case_number else ""
    return asked.answer(DEVIATION, "deviation", ground, school_year=str(year), case=case)


def _decided(deviations: Sequence[DecidedDeviation], asked: _Asked, school: str) -> DecidedDeviation | None:
    subject, stage, day = asked.subject, asked.stage, asked.day
    concerned = (one for one in deviations if one.concerns(school=school, subject=subject, stage=stage, day=day))
    return next(concerned, None)


def _falls_short(asked: _Asked) -> Standing:
    """Lacks credits, or something must be found out first."""
    facts = asked.facts
    vocational = asked.stage == "vgo" and facts.vocational_route
    if vocational and facts.relevant_theory_year is None:
        return asked.answer(UNKNOWN, "theory_year_unknown", ground_in_force("vocational_route", asked.day))
    if facts.abroad_not_assessed:
        return asked.answer(UNKNOWN, "abroad_not_assessed", ground_in_force("abroad_not_assessed", asked.day))
    if asked.held is None:
        return asked.answer(UNKNOWN, "credits_unknown")
    if vocational:
        return asked.answer(LACKS, "theory_year_irrelevant")
    unsure = may_be_exempt(facts, subject=asked.subject, stage=asked.stage, day=asked.day)
    return asked.answer(LACKS, "lacks_unless_exempt" if unsure else "lacks_credits", None, *_history(asked))


def _history(asked: _Asked) -> list[str]:
    """What the rules before our time make one wonder about."""
    notes = []
    old = asked.facts.hired_under_rules_before_2014
    if old and not ground_in_force(before_2014(asked.subject, asked.stage), asked.day):
        notes.append("permanent_2015")
    if asked.stage == "8-10" and asked.day < ALL_PERMANENT:
        notes.append("small_school")
    educated = asked.facts.educated_on
    if old is None and educated is not None and educated < FIRST_DAY:
        notes.append("educated_before_2014")
    return notes


def _is_of_the_five(subject: str) -> bool:
    return subject_group(SAME_AS.get(subject, subject)) == "five_subjects"


def _plain(credits: Decimal | None) -> str:
    """7.50 becomes 7,5; not known becomes 0, in sentences that say that nothing is registered."""
    return f"{(credits or Decimal(0)).normalize():f}".replace(".", ",")
