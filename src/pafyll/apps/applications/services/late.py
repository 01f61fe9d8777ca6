"""Confirming after the window: the owner asks with grounds, one in the directorate assesses, another decides."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.late_checks import may_still_be_confirmed
from pafyll.apps.applications.models import LateConfirmation, ParticipationTerm
from pafyll.apps.applications.permissions.confirming import (
    is_impartial,
    may_ask_late,
    may_decide_late,
    may_prepare_late,
)
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, NewDecision, advance, issue_decisions, record, require
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.change import LATE_CONFIRMATION, LateStatus
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM, ParticipationStatus, TermStatus

L = LateStatus
KIND = "late_confirmation"


@transaction.atomic
def ask_late(*, term: ParticipationTerm, grounds: str, by: User, at: datetime) -> LateConfirmation:
    """The owner asks to confirm a semester that nobody confirmed in time, and says why it came late."""
    term = ParticipationTerm.objects.select_for_update().get(pk=term.pk)
    viewer = as_viewer(by, at)
    require(may_ask_late(viewer, term))
    require(is_impartial(viewer, term.participation.person_id))
    require(_has_text(grounds, "grounds", "Skriv hvorfor fristen ikke ble holdt, og at deltakeren var i gang."))
    try:
        with transaction.atomic():
            case = LateConfirmation.objects.create(term=term, grounds=grounds.strip(), asked_by=by, asked_at=at)
    except IntegrityError:
        raise AlreadyChanged(LATE_CONFIRMATION.label) from None
    record(about=case.about, verb="asked", after=L.ASKED, by=by, at=at, why=case.grounds)
    return case


@transaction.atomic
def prepare_late(
    *, case: LateConfirmation, recommends: bool, assessment: str, by: User, at: datetime
) -> LateConfirmation:
    """Assesses the case and recommends yes or no, with grounds. Another person decides."""
    require(may_prepare_late(as_viewer(by, at), case))
    require(_has_text(assessment, "assessment", "Skriv vurderingen. Den står som begrunnelse i vedtaket."))
    advance(case, lifecycle=LATE_CONFIRMATION, to=L.PREPARED, by=by, at=at, why=assessment.strip(), yes=recommends)
    case.recommends, case.assessment = recommends, assessment.strip()
    case.prepared_by, case.prepared_at = by, at
    case.save(update_fields=["recommends", "assessment", "prepared_by", "prepared_at"])
    return case


@transaction.atomic
def return_late(*, case: LateConfirmation, why: str, by: User, at: datetime) -> LateConfirmation:
    """Sends the case back to be assessed again, with a reason."""
    require(may_decide_late(as_viewer(by, at), case))
    require(_has_text(why, "why", "Skriv hva som må vurderes på nytt."))
    advance(case, lifecycle=LATE_CONFIRMATION, to=L.ASKED, by=by, at=at, why=why.strip())
    return case


@transaction.atomic
def decide_late(*, case: LateConfirmation, by: User, at: datetime) -> LateConfirmation:
    """Decides as recommended. A yes confirms the semester, marked late; a no leaves it unpaid. The owner is told.

    Refused when the money is no longer there. The term is locked before the case: as everywhere, the term first.
    """
    term = ParticipationTerm.objects.select_for_update().get(pk=case.term_id)
    require(may_decide_late(as_viewer(by, at), case))
    to = L.ACCEPTED if case.recommends else L.REFUSED
    if case.recommends:
        require(may_still_be_confirmed(term))
        _confirm_late(term, case, by, at)
    advance(case, lifecycle=LATE_CONFIRMATION, to=to, by=by, at=at)
    case.decision = _decision(case, to, by, at)
    case.decided_by, case.decided_at = by, at
    case.save(update_fields=["decision", "decided_by", "decided_at"])
    participation = term.participation
    tell_owner(participation.owner, "late_decided", at=at, case=case, term=term, participation=participation)
    return case


def _confirm_late(term: ParticipationTerm, case: LateConfirmation, by: User, at: datetime) -> None:
    advance(term, lifecycle=TERM, to=TermStatus.CONFIRMED, by=by, at=at, why="late")
    term.confirmed_at, term.confirmed_by, term.is_late = at, case.asked_by, True
    term.save(update_fields=["confirmed_at", "confirmed_by", "is_late"])
    participation = term.participation
    if participation.status == ParticipationStatus.AWARDED:
        advance(participation, lifecycle=PARTICIPATION, to=ParticipationStatus.STARTED, by=by, at=at)


def _decision(case: LateConfirmation, to: LateStatus, by: User, at: datetime) -> Decision:
    assert case.prepared_by is not None
    grounds = {
        "steps": [
            {
                "code": "asked",
                "text": "Skoleeier ba om å få bekrefte for sent: {grounds}",
                "facts": {"grounds": case.grounds},
            },
            {"code": "assessed", "text": "Direktoratets vurdering: {text}", "facts": {"text": case.assessment}},
        ]
    }
    new = NewDecision(about=case.term.about, outcome=to.value, grounds=grounds, lines=[])
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=case.prepared_by, decided_by=by, at=at)[0]


def _has_text(text: str, field: str, asks: str) -> Answer:
    return yes() if text.strip() else no("text_missing", asks, field=field)
