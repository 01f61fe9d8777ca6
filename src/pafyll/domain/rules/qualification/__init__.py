"""Credits needed to teach a subject at a stage, who is exempt when, and how a teacher stands to it."""

from pafyll.domain.rules.qualification.answering import lacks_credits_in, law_on, standing, standing_of
from pafyll.domain.rules.qualification.facts import DecidedDeviation, TeacherFacts
from pafyll.domain.rules.qualification.requirements import (
    NOT_IN_TIMETABLE,
    SAME_AS,
    STAGES,
    Requirement,
    credits_of_vekttall,
    requirement,
)
from pafyll.domain.rules.qualification.standings import (
    DEVIATION,
    EXEMPT,
    LACKS,
    MEETS,
    UNKNOWN,
    VERDICTS,
    Standing,
)

__all__ = [
    "DEVIATION",
    "EXEMPT",
    "LACKS",
    "MEETS",
    "NOT_IN_TIMETABLE",
    "SAME_AS",
    "STAGES",
    "UNKNOWN",
    "VERDICTS",
    "DecidedDeviation",
    "Requirement",
    "Standing",
    "TeacherFacts",
    "credits_of_vekttall",
    "lacks_credits_in",
    "law_on",
    "requirement",
    "standing",
    "standing_of",
]
