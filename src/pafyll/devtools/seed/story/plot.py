"""How far each application comes, year by year and owner by owner."""

from __future__ import annotations

from enum import Enum, auto

from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE


class Fate(Enum):
    """Where an application stands when the owner's part of the story is told."""

    DRAFT = auto()
    SUBMITTED = auto()  # with changes that are not sent
    STATED = auto()
    WITHDRAWN = auto()
    IGNORED = auto()  # sent, and never answered
    APPROVED = auto()  # in a list that is not sent yet
    REJECTED = auto()
    RANKED = auto()
    CORRECTED = auto()  # sent twice, and ranked
    OTHER_STUDY = auto()  # outside the catalogue, and ranked


F = Fate
SCHOOLS = {
    "fjordvik": ("fjordvik_school", "nes", "lia"),
    "storby": ("sentrum", "elvebakken", "hammeren", "marka"),
    "county": ("storby_upper", "fjordvik_upper"),
    "nordlys": ("nordlys_school",),
}
OFFICERS = {"fjordvik": "siri", "storby": "ola", "county": "gro", "nordlys": "vigdis"}
PRINCIPALS = {"fjordvik_school": "per", "nordlys_school": "vigdis"}  # the other schools have one of their own

EARLIER = {
    "fjordvik": (F.RANKED, F.RANKED, F.CORRECTED, F.RANKED, F.RANKED, F.REJECTED),
    "storby": (F.RANKED,) * 8 + (F.OTHER_STUDY, F.REJECTED, F.REJECTED, F.WITHDRAWN),
    "county": (F.RANKED, F.RANKED, F.RANKED),
    "nordlys": (F.RANKED, F.RANKED),
}
NOW = {
    "fjordvik": (
        *(F.STATED, F.SUBMITTED, F.DRAFT, F.APPROVED, F.APPROVED, F.APPROVED, F.REJECTED, F.STATED),
        *(F.WITHDRAWN, F.SUBMITTED),
    ),
    "storby": (*(F.APPROVED,) * 8, F.REJECTED, F.SUBMITTED, F.STATED, F.DRAFT, F.OTHER_STUDY, F.STATED),
    "county": (F.SUBMITTED, F.STATED, F.STATED, F.SUBMITTED),
    "nordlys": (F.RANKED, F.RANKED, F.CORRECTED),
}
# A list cannot be sent with an unanswered application beside it, so those that were never answered belong to an owner
# that sent no list.
FATES = {FINISHED: EARLIER | {"county": (F.IGNORED, F.DRAFT)}, MIDDLE: EARLIER, CURRENT: NOW}
# Which of the owner's teachers is the first to apply: Kari is number 0 in Fjordvik.
FIRST = {FINISHED: 3, MIDDLE: 0, CURRENT: 0}
