"""What a provider does with applicants: one or many at a time, all of them or none, as it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, AdmissionCondition, ParticipationTerm
from pafyll.apps.applications.not_taken import end_not_taken
from pafyll.apps.applications.permissions.admission import may_admit
from pafyll.apps.applications.services.admission_mail import tell_of
from pafyll.apps.applications.services.completing import complete_by_result
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.catalogue.services.fingerprints import fingerprint
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus
from pafyll.domain.rules.admission import ACTS, Act, Move, Standing, may_move, reasons
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.clock import last_day_before, midnight_after

S = AdmissionStatus
WITH_EVERYTHING = (
    "participation__person__user",
    "participation__owner",
    "participation__school",
    "participation__round",
    "participation__application",
    "offer__programme__provider",
)
# What the owner and the directorate read as the reason why the participation was withdrawn.
WHY_ENDED = {S.NOT_ADMITTED: "not_admitted", S.DECLINED: "declined_place", S.LAPSED: "declined_place"}


@dataclass(frozen=True)
class Planned:
    """One applicant in a preview: what would be done, and whether it may be."""

    admission: Admission
    move: Move
    answer: Answer

    @property
    def to(self) -> AdmissionStatus:
        return ACTS[self.move.act].to


def planned(*, viewer: Viewer, moves: Iterable[tuple[Admission, Move]], at: datetime) -> list[Planned]:
    """What each move would do, without doing it. No query when conditions are read with the admissions."""
    day = norwegian_day(at)
    return [Planned(one, move, _judged(viewer, one, move, day)) for one, move in moves]


def seen_key(rows: Sequence[Planned]) -> str:
    """A fingerprint of the applicants with their status: what was shown is what is carried out."""
    return fingerprint(sorted((row.admission.pk, str(row.admission.status), row.move.act.value) for row in rows))


@transaction.atomic
def carry_out_moves(*, moves: Mapping[int, Move], seen: str, by: User, at: datetime) -> list[Admission]:
    """Does every move, or none. moves are by the admission's key; seen is the fingerprint of what was shown.

    Raises AlreadyChanged when somebody has a new status now, and the first Refusal when something may not be done.
    """
    rows = locked_admissions(moves)
    plans = planned(viewer=as_viewer(by, at), moves=[(one, moves[one.pk]) for one in rows], at=at)
    if len(rows) != len(moves) or seen_key(plans) != seen:
        raise AlreadyChanged("listen")
    for plan in plans:
        _require(plan)
    return [_carry_out(plan.admission, plan.move, by, at) for plan in plans]


@transaction.atomic
def settle_condition(*, condition: AdmissionCondition, is_met: bool, by: User, at: datetime) -> AdmissionCondition:
    """Says whether a condition is met. A slip may be mended until the applicant is admitted."""
    admission = locked_admissions([condition.admission_id])[0]
    require(may_admit(as_viewer(by, at), admission))
    require(_is_before_admission(admission))
    AdmissionCondition.objects.filter(pk=condition.pk).update(is_met=is_met, settled_at=at, settled_by=by)
    record(about=admission.about, verb="condition_settled", by=by, at=at, text=condition.text, is_met=is_met)
    condition.refresh_from_db()
    return condition


def set_status(admission: Admission, to: AdmissionStatus, *, by: User | None, at: datetime, why: str = "") -> None:
    """Moves it, ends the participation when the place is not taken up, and tells those concerned.

    by is None when a deadline did it. Call it behind locked_admissions: semesters come before the admission, as
    everybody locks.
    """
    advance(admission, lifecycle=ADMISSION, to=to, by=by, at=at, why=why, reason=admission.reason)
    if to in WHY_ENDED:
        end_not_taken(admission.participation, reason=WHY_ENDED[to], words=why, by=by, at=at)
    if to in (S.PASSED, S.FAILED):
        complete_by_result(admission, by=by, at=at)
    tell_of(admission, at=at)


def locked_admissions(keys: Iterable[int]) -> list[Admission]:
    """The admissions as they are now, behind the locks of their semesters, by key (docs/adr/0025)."""
    wanted = sorted(keys)
    terms = ParticipationTerm.objects.filter(participation__admissions__in=wanted)
    list(terms.order_by("pk").select_for_update(of=("self",)))
    rows = Admission.objects.filter(pk__in=wanted).order_by("pk")
    return list(rows.select_related(*WITH_EVERYTHING).prefetch_related("conditions"))


def _judged(viewer: Viewer, admission: Admission, move: Move, day: date) -> Answer:
    return first_no([may_admit(viewer, admission), may_move(standing_of(admission), move, today=day)])


def standing_of(admission: Admission) -> Standing:
    """What the rule needs to know. No query when conditions are read with it."""
    return Standing(
        status=S(admission.status),  # type: ignore[call-arg]
        credits=admission.participation.credits,
        open_conditions=sum(one.is_met is not True for one in admission.conditions.all()),
        answer_by=last_day(admission),
    )


def last_day(admission: Admission) -> date | None:
    """The last day on which the offer of admission can be answered."""
    return last_day_before(admission.answer_by) if admission.answer_by else None


def is_so_already(one: Admission, move: Move) -> bool:
    """Whether the move says what the admission says now, so that the same twice does nothing new."""
    if one.status != ACTS[move.act].to:
        return False
    said = {
        Act.OFFER: (move.answer_by, set(move.conditions)) == (last_day(one), {c.text for c in one.conditions.all()}),
        Act.REFUSE: (move.reason, move.words) == (one.reason, one.words),
        Act.START: move.on == one.started_on,
        Act.PASS: (move.on, move.credits) == (one.result_on, one.credits_passed),
        Act.FAIL: move.on == one.result_on,
        Act.DEFER: move.on == one.result_on,
    }
    return said.get(move.act, True)


def _require(plan: Planned) -> None:
    """A no in a list says whom it is about."""
    if plan.answer:
        return
    told = plan.answer
    text = "{who}: " + told.text
    facts = {**told.facts, "who": str(plan.admission.participation.person)}
    raise Refusal(Answer(False, told.code, text, told.law, told.remedy, told.field, facts))


def _carry_out(admission: Admission, move: Move, by: User, at: datetime) -> Admission:
    given = _given(move, at)
    for name, value in given.items():
        setattr(admission, name, value)
    if given:
        admission.save(update_fields=list(given))
    conditions = [AdmissionCondition(admission=admission, text=text) for text in dict.fromkeys(move.conditions)]
    AdmissionCondition.objects.bulk_create(conditions)
    set_status(admission, ACTS[move.act].to, by=by, at=at, why=_why(move))
    return admission


def _given(move: Move, at: datetime) -> dict[str, Any]:
    """The fields that the act fills in."""
    if move.act is Act.OFFER:
        assert move.answer_by is not None
        return {"offered_at": at, "answer_by": midnight_after(move.answer_by)}
    if move.act is Act.REFUSE:
        return {"reason": move.reason, "words": move.words.strip()}
    if move.act is Act.START:
        return {"started_on": move.on}
    if move.act is Act.PASS:
        return {"result_on": move.on, "credits_passed": move.credits}
    if move.act in (Act.FAIL, Act.DEFER):
        return {"result_on": move.on, "credits_passed": None}
    return {}


def _why(move: Move) -> str:
    reason = reasons().get(move.reason) if move.act is Act.REFUSE else None
    return " ".join(part for part in (reason.text if reason else "", move.words.strip()) if part)


def _is_before_admission(admission: Admission) -> Answer:
    answer = ADMISSION.may_become(admission.status, S.NOT_ADMITTED)
    if answer:
        return answer
    return no("conditions_are_closed", "Vilkårene kan ikke endres når opptaket er avgjort.")
