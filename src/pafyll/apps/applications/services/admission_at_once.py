"""What another system says of many applicants in one call: all or none, and the same call again does nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.apps.applications.permissions.admission import may_admit
from pafyll.apps.applications.queries.admission import visible_admissions
from pafyll.apps.applications.services.admitting import (
    carry_out_moves,
    is_so_already,
    locked_admissions,
    planned,
    seen_key,
    settle_condition,
)
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import Refusal, require
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.rules.admission import Move


@dataclass(frozen=True)
class WantedMove:
    """A move of one admission, with the status that it had when the caller read it."""

    admission: int
    seen: str
    move: Move


class FaultyMoves(Refusal):
    """Some of the moves cannot be done. faults has each with where it stands in the call: "moves.3.answer_by"."""

    def __init__(self, faults: Mapping[str, Answer]) -> None:
        text = "{count} av søkerne kan ikke meldes slik. Ingenting er gjort."
        remedy = "Rett det som er nevnt, og send alt på nytt."
        super().__init__(no("faulty_moves", text, remedy=remedy, field="moves", count=len(faults)))
        self.faults = dict(faults)


UNKNOWN = no("unknown_admission", "Søkeren finnes ikke hos dere.", remedy="Hent listen på nytt.", field="id")
TWICE = no("admission_twice", "Søkeren står to ganger.", remedy="Send hver søker én gang.", field="id")
CHANGED = no(
    "already_changed",
    "Søkeren har fått en annen status siden den ble hentet.",
    remedy="Hent søkeren på nytt, og se hva som er gjort.",
    field="status",
)


@transaction.atomic
def move_at_once(*, wanted: Sequence[WantedMove], by: User, at: datetime) -> list[Admission]:
    """Does every move that is not done already, and gives those that were done now.

    Raises FaultyMoves with everything that is wrong, in the order of the call.
    """
    known = {one.pk: one for one in _locked(wanted, by, at)}
    new = {place: one for place, one in enumerate(wanted) if _is_new(one, known)}
    moves = [(known[one.admission], one.move) for one in new.values()]
    plans = planned(viewer=as_viewer(by, at), moves=moves, at=at)
    answers = dict(zip(new, (plan.answer for plan in plans), strict=True))
    if faults := _faults(wanted, known, answers):
        raise FaultyMoves(faults)
    return carry_out_moves(moves={one.admission: one.move for one in new.values()}, seen=seen_key(plans), by=by, at=at)


@transaction.atomic
def settle_at_once(*, condition: AdmissionCondition, is_met: bool, by: User, at: datetime) -> bool:
    """Says whether a condition is met. False when that is what it says already."""
    admission = locked_admissions([condition.admission_id])[0]
    require(may_admit(as_viewer(by, at), admission))
    condition.refresh_from_db()
    if condition.is_met is is_met:
        return False
    settle_condition(condition=condition, is_met=is_met, by=by, at=at)
    return True


def _locked(wanted: Iterable[WantedMove], by: User, at: datetime) -> list[Admission]:
    """Those that the caller may see, behind their locks, by key: another provider's are as if they were not there."""
    mine = visible_admissions(as_viewer(by, at)).filter(pk__in={one.admission for one in wanted})
    return locked_admissions(mine.values_list("pk", flat=True))


def _is_new(one: WantedMove, known: Mapping[int, Admission]) -> bool:
    """Whether the caller sees the applicant, and the move is not done already."""
    return one.admission in known and not is_so_already(known[one.admission], one.move)


def _faults(
    wanted: Sequence[WantedMove], known: Mapping[int, Admission], answers: Mapping[int, Answer]
) -> dict[str, Answer]:
    """What is wrong, by where it stands in the call. answers are the judge's, by place, of those that are new."""
    faults: dict[str, Answer] = {}
    met: set[int] = set()
    for place, one in enumerate(wanted):
        answer = TWICE if one.admission in met else _answer(one, known, answers.get(place, yes()))
        met.add(one.admission)
        if not answer:
            faults[f"moves.{place}.{answer.field or 'act'}"] = answer
    return faults


def _answer(one: WantedMove, known: Mapping[int, Admission], judged: Answer) -> Answer:
    if one.admission not in known:
        return UNKNOWN
    is_as_seen = known[one.admission].status == AdmissionStatus(one.seen)  # type: ignore[call-arg]
    return judged if is_as_seen or not _is_new(one, known) else CHANGED
