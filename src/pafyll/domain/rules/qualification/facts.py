"""What the rules need to know about a teacher, her position and the owner's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pafyll.domain.rules.qualification.requirements import SAME_AS
from pafyll.domain.values import SchoolYear

GENERAL_TEACHER = "general_teacher"


@dataclass(frozen=True)
class TeacherFacts:
    """What is known of a teacher. None and "" mean not known.

    credits are by subject; credits_complete says that all her diplomas are registered, so that a subject that is not
    among them has 0. The other names are those of the record TeacherBackground.
    """

    credits: Mapping[str, Decimal] = field(default_factory=dict)
    credits_complete: bool = False
    education: str = ""
    educated_on: date | None = None
    hired_under_rules_before_2014: bool | None = None
    is_permanent: bool | None = None
    on_conditions: bool | None = None
    vocational_route: bool | None = None
    relevant_theory_year: bool | None = None  # one of the two years of theory is relevant to the subject asked about
    abroad_not_assessed: bool = False  # has education from abroad that the employer has not assessed yet
    in_private_school: bool = False

    def held_in(self, subject: str) -> Decimal | None:
        """Credits in the subject, all its forms together; None where nothing is registered."""
        wanted = SAME_AS.get(subject, subject)
        held = [credits for code, credits in self.credits.items() if SAME_AS.get(code, code) == wanted]
        if held:
            return sum(held, Decimal(0))
        return Decimal(0) if self.credits_complete else None

    def is_general_teacher(self, day: date) -> bool | None:
        """Whether she had completed the general teacher education by the day."""
        if self.education != GENERAL_TEACHER:
            return False if self.education else None
        return self.educated_on is None or self.educated_on <= day


@dataclass(frozen=True)
class DecidedDeviation:
    """The owner's decision that the teacher gives the subject at the school without the credits, for a school year."""

    school: str
    subject: str
    stage: str
    school_year: int
    case_number: str = ""
    decided_on: date | None = None

    def concerns(self, *, school: str, subject: str, stage: str, day: date) -> bool:
        """Whether it is decided for this teaching, and was in force on the day."""
        same = (self.school, SAME_AS.get(self.subject, self.subject), self.stage)
        asked = (school, SAME_AS.get(subject, subject), stage)
        decided = self.decided_on is None or self.decided_on <= day
        return same == asked and decided and day in SchoolYear(self.school_year)
