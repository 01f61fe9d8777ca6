"""Deadlines by law: acts as dated data, working days, and how long a decision may be appealed."""

from pafyll.domain.rules.deadlines.acts import RECEIVED, SENT, Act, UnknownAct, act_called, act_on, known_acts
from pafyll.domain.rules.deadlines.appeal import (
    Deadline,
    DemandedGrounds,
    NoStart,
    Notice,
    appeal_deadline,
    may_be_taken,
    never_after,
    others_deadline,
    preliminary_answer_due,
)
from pafyll.domain.rules.deadlines.counting import end_of, norwegian_day
from pafyll.domain.rules.deadlines.working_days import YearOutOfRange, free_day, next_working_day

__all__ = [
    "RECEIVED",
    "SENT",
    "Act",
    "Deadline",
    "DemandedGrounds",
    "NoStart",
    "Notice",
    "UnknownAct",
    "YearOutOfRange",
    "act_called",
    "act_on",
    "appeal_deadline",
    "end_of",
    "free_day",
    "known_acts",
    "may_be_taken",
    "never_after",
    "next_working_day",
    "norwegian_day",
    "others_deadline",
    "preliminary_answer_due",
]
