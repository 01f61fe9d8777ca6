"""What more than one page of the desk shows: days left in words, money used against the frame, missing rates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.ranking import OwnerList
from pafyll.apps.casework.models import Event
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.parameters import NoValueInForce
from pafyll.web.components.countdown import days_left
from pafyll.web.components.tags.formats import kroner, number

__all__ = ["Used", "days_left", "in_words", "missing_rates", "used_of"]


@dataclass(frozen=True)
class Used:
    """One limit of the owner's frame and how much of it the list uses. limit None: no limit."""

    code: str
    label: str
    used: int
    limit: int | None
    is_money: bool

    @property
    def has_limit(self) -> bool:
        return self.limit is not None

    @property
    def is_over(self) -> bool:
        return self.over > 0

    @property
    def texts(self) -> list[dict[str, str]]:
        """As the template of a limit has them, escaped."""
        write = kroner if self.is_money else number
        return [
            {
                "code": self.code,
                "label": escape(self.label),
                "used": write(self.used),
                "limit": str(self.limit),
                "limit_text": write(self.limit),
                "percent": str(self.percent),
                "over": write(self.over),
                "left": write(self.left),
            }
        ]

    @property
    def percent(self) -> int:
        """How much of the limit is used, at most 100: the length of the bar."""
        return min(100, 100 * self.used // self.limit) if self.limit else 100 if self.used else 0

    @property
    def over(self) -> int:
        return max(self.used - self.limit, 0) if self.limit is not None else 0

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0) if self.limit is not None else 0


def used_of(listed: OwnerList, round: Round) -> list[Used]:
    """Places and own money in both budget years, against the frame."""
    year, frame = round.school_year, listed.frame
    return [
        Used("quota", _("Plasser"), len(listed.lines), frame.quota, False),
        Used(
            "autumn",
            _("Egne penger %(year)s") % {"year": year.autumn.budget_year},
            listed.autumn,
            frame.budget_autumn,
            True,
        ),
        Used(
            "spring",
            _("Egne penger %(year)s") % {"year": year.spring.budget_year},
            listed.spring,
            frame.budget_spring,
            True,
        ),
    ]


@dataclass(frozen=True)
class MissingRate:
    """A rate that nobody has entered: whose it is and in which scheme."""

    payer: str
    scheme: str


def missing_rates(gaps: Iterable[NoValueInForce]) -> list[MissingRate]:
    """The gaps as a page names them."""
    payers = {"state_per_30_credits": _("statens sats"), "owner_per_30_credits": _("skoleeiers sats")}
    return [MissingRate(payers.get(gap.name, gap.name), gap.scheme) for gap in gaps]


# Events that are not a status, in words.
VERBS = {
    "start": gettext_lazy("Påbegynt"),
    "added": gettext_lazy("Lagt inn av skoleeier"),
    "edited": gettext_lazy("Rettet av skoleeier"),
    "scheme_chosen": gettext_lazy("Ordning valgt"),
    "stated": gettext_lazy("Rektor har uttalt seg"),
    "open": gettext_lazy("Åpnet igjen"),
    "reorganised": gettext_lazy("Flyttet da skolen eller skoleeieren ble endret"),
}


def in_words(event: Event) -> str:
    """What happened, as a heading in the history."""
    if event.verb in VERBS:
        return str(VERBS[event.verb])
    known = {one.value: one.label for statuses in (ApplicationStatus, RankingStatus) for one in statuses}
    return _(known.get(event.verb, event.verb))
