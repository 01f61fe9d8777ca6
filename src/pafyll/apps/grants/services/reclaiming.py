"""Demanding money back: forewarning with a deadline, the owner's comments, an assessment, and another's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, NewDecision, advance, issue_decisions, record, require
from pafyll.apps.grants.models import Commitment, RecoveryCase
from pafyll.apps.grants.permissions.changes import (
    may_comment,
    may_decide_recovery,
    may_handle_cases,
    may_prepare_recovery,
)
from pafyll.apps.grants.queries.term_money import money_in
from pafyll.apps.grants.services.recovering import demand_back, hold_for_demands
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.change import RECOVERY_CASE, RecoveryCaseStatus
from pafyll.domain.rules.forewarning import is_full_forewarning, may_be_decided
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO

R = RecoveryCaseStatus
KIND = "recovery"


@dataclass(frozen=True)
class Forewarning:
    """How much may be demanded back, why, and through which day the party may comment."""

    amount: int
    grounds: str
    comments_due_on: date | None


@transaction.atomic
def forewarn(*, commitment: Commitment, warning: Forewarning, by: User, at: datetime) -> RecoveryCase:
    """Warns the owner that money may be demanded back (fvl. § 16). Nothing is demanded yet."""
    require(may_handle_cases(as_viewer(by, at)))
    locked = _locked(commitment)
    require(is_full_forewarning(warning.grounds, at.astimezone(OSLO).date(), warning.comments_due_on))
    require(_stands(locked, warning.amount))
    assert warning.comments_due_on is not None
    try:
        with transaction.atomic():
            case = RecoveryCase.objects.create(
                commitment=locked,
                amount=warning.amount,
                grounds=warning.grounds.strip(),
                comments_due_on=warning.comments_due_on,
                forewarned_by=by,
                forewarned_at=at,
            )
    except IntegrityError:
        raise AlreadyChanged(RECOVERY_CASE.label) from None
    record(about=case.about, verb="forewarned", after=R.FOREWARNED, by=by, at=at, why=case.grounds)
    tell_owner(locked.owner, "recovery_forewarned", at=at, folder="grants", case=case)
    return case


@transaction.atomic
def comment(*, case: RecoveryCase, comments: str, by: User, at: datetime) -> RecoveryCase:
    """The owner says what it thinks. Also after the deadline, until the case is being decided."""
    require(may_comment(as_viewer(by, at), case))
    require(_has_text(comments, "comments", "Skriv hva dere mener."))
    advance(case, lifecycle=RECOVERY_CASE, to=R.COMMENTED, by=by, at=at)
    case.comments, case.commented_by, case.commented_at = comments.strip(), by, at
    case.save(update_fields=["comments", "commented_by", "commented_at"])
    return case


@transaction.atomic
def prepare_recovery(*, case: RecoveryCase, recommends: bool, assessment: str, by: User, at: datetime) -> RecoveryCase:
    """Assesses the case, after the comments or their deadline, and recommends to demand or to drop it."""
    require(may_prepare_recovery(as_viewer(by, at), case))
    require(_may_be_decided(case, at))
    require(_has_text(assessment, "assessment", "Skriv vurderingen. Den står som begrunnelse i vedtaket."))
    advance(case, lifecycle=RECOVERY_CASE, to=R.PREPARED, by=by, at=at, why=assessment.strip(), yes=recommends)
    case.recommends, case.assessment = recommends, assessment.strip()
    case.prepared_by, case.prepared_at = by, at
    case.save(update_fields=["recommends", "assessment", "prepared_by", "prepared_at"])
    return case


@transaction.atomic
def return_recovery(*, case: RecoveryCase, why: str, by: User, at: datetime) -> RecoveryCase:
    """Sends the case back to be assessed again, with a reason."""
    require(may_decide_recovery(as_viewer(by, at), case))
    require(_has_text(why, "why", "Skriv hva som må vurderes på nytt."))
    to = R.COMMENTED if case.comments else R.FOREWARNED
    advance(case, lifecycle=RECOVERY_CASE, to=to, by=by, at=at, why=why.strip())
    return case


@transaction.atomic
def decide_recovery(*, case: RecoveryCase, by: User, at: datetime) -> RecoveryCase:
    """Decides as recommended: the amount is demanded in the ledger, or the case is dropped. The owner is told."""
    locked = _locked(case.commitment)
    require(may_decide_recovery(as_viewer(by, at), case))
    require(_may_be_decided(case, at))
    to = R.DECIDED if case.recommends else R.DROPPED
    if case.recommends:
        require(_stands(locked, case.amount))
        hold_for_demands([locked])
    advance(case, lifecycle=RECOVERY_CASE, to=to, by=by, at=at)
    case.decided_by, case.decided_at = by, at
    case.decision = _decision(case, to, by, at)
    if case.recommends:
        _demand(case, locked, by, at)
    case.save(update_fields=["decided_by", "decided_at", "decision"])
    tell_owner(locked.owner, "recovery_decided", at=at, folder="grants", case=case)
    return case


def _demand(case: RecoveryCase, commitment: Commitment, by: User, at: datetime) -> None:
    demand_back(
        commitment=commitment,
        amount=case.amount,
        why="Vedtak om tilbakebetaling",
        decision=case.decision,
        by=by,
        at=at,
        key=f"{case.about}:demand",
    )


def _locked(commitment: Commitment) -> Commitment:
    """The semester first, then its commitment: the order in which everybody locks."""
    ParticipationTerm.objects.select_for_update().get(pk=commitment.term_id)
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def _stands(commitment: Commitment, amount: int) -> Answer:
    standing = next((one.standing for one in money_in([commitment.term])), Kroner(0))
    if 0 < amount <= standing:
        return yes()
    return no(
        "more_than_stands",
        "Det står {standing} som verken er krevd tilbake eller omdisponert, og {amount} kan ikke kreves.",
        remedy="Krev høyst det som står.",
        field="amount",
        standing=str(standing),
        amount=str(Kroner(amount)),
    )


def _may_be_decided(case: RecoveryCase, at: datetime) -> Answer:
    today = at.astimezone(OSLO).date()
    return may_be_decided(comments_due_on=case.comments_due_on, has_commented=bool(case.comments), today=today)


def _decision(case: RecoveryCase, to: RecoveryCaseStatus, by: User, at: datetime) -> Decision:
    assert case.prepared_by is not None
    term = case.commitment.term
    steps = [
        {"code": "forewarned", "text": "Forhåndsvarselet sa: {text}", "facts": {"text": case.grounds}},
        {"code": "commented", "text": "Skoleeiers uttalelse: {text}", "facts": {"text": case.comments or "ingen"}},
        {"code": "assessed", "text": "Direktoratets vurdering: {text}", "facts": {"text": case.assessment}},
    ]
    line = {
        "label": "Krevd tilbake",
        "payer": "owner",
        "semester": term.semester,
        "budget_year": term.budget_year.year,
        "amount": case.amount,
        "because": case.grounds,
        "source": "fvl. § 16",
    }
    new = NewDecision(
        about=case.about,
        outcome=to.value,
        grounds={"steps": steps},
        lines=[line] if to is R.DECIDED else [],
    )
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=case.prepared_by, decided_by=by, at=at, told=True)[0]


def _has_text(text: str, field: str, asks: str) -> Answer:
    return yes() if text.strip() else no("text_missing", asks, field=field)
