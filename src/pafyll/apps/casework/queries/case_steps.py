"""What has happened in a case, what happens next, and what is missing for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import Case, CaseBody
from pafyll.apps.casework.services.cases import is_ready_for
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.case import CASE, CaseStatus

S = CaseStatus
DONE, HERE, LATER = "done", "here", "later"
WAY = (
    (S.DRAFTED, _("Utkast")),
    (S.IN_CONSULTATION, _("Drøfting")),
    (S.FOR_COMMITTEE, _("Utvalg")),
    (S.FOR_RESOLUTION, _("Til politisk vedtak")),
    (S.RESOLVED, _("Vedtatt")),
    (S.CLOSED, _("Avsluttet")),
)
ORDER = [status for status, _label in WAY]
BUTTONS = {
    S.IN_CONSULTATION: _("Send til drøfting"),
    S.FOR_COMMITTEE: _("Send til utvalget"),
    S.FOR_RESOLUTION: _("Send til politisk vedtak"),
    S.DRAFTED: _("Ta saken tilbake til arbeid"),
    S.CLOSED: _("Avslutt saken"),
    S.WITHDRAWN: _("Trekk saken"),
}
NEEDS_REASON = (S.DRAFTED, S.WITHDRAWN)


@dataclass(frozen=True)
class Move:
    """A step that the case can take now: what the button says, and whether what it presupposes is there."""

    to: str
    label: object
    ready: Answer
    needs_reason: bool


def way_of(case: Case) -> list[tuple[str, object]]:
    """The steps of the case as (code, label): a case that no committee hears has no such step."""
    hears = case.bodies.filter(part=CaseBody.Part.HEARS).exists()
    return [(status.value, label) for status, label in WAY if status != S.FOR_COMMITTEE or hears]


def moves_of(case: Case) -> list[Move]:
    """The steps that the lifecycle allows now, forward ones first; recording a resolution has a page of its own."""
    possible = CASE.table[S(case.status)] - {S.RESOLVED}  # type: ignore[call-arg]
    order = [*ORDER[ORDER.index(S(case.status)) + 1 :]] if case.status in ORDER else []  # type: ignore[call-arg]
    ways = [one for one in order if one in possible] + [one for one in NEEDS_REASON if one in possible]
    return [Move(to.value, BUTTONS[to], _ready(case, to), to in NEEDS_REASON) for to in ways]


def _ready(case: Case, to: CaseStatus) -> Answer:
    return is_ready_for(case, to, why="…" if to in NEEDS_REASON else "")


def days_until(deadline: date | None, day: date) -> int | None:
    """How many days are left; negative when it is past."""
    return (deadline - day).days if deadline else None
