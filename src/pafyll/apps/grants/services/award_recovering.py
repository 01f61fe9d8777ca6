"""Demanding back of an award: forewarned with a deadline, commented, assessed by one and decided by another, booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, NewDecision, advance, issue_decisions, record, require
from pafyll.apps.grants.models import Award, AwardRecovery
from pafyll.apps.grants.permissions.after_awards import (
    may_book_paid_back,
    may_comment_on_recovery,
    may_decide_award_recovery,
    may_forewarn,
    may_prepare_award_recovery,
)
from pafyll.apps.grants.services.after_award_letters import forewarning_letter, recovery_letter
from pafyll.apps.grants.services.after_award_money import demand, pay_back
from pafyll.apps.grants.services.proposing_awards import _as_it_is, _viewer
from pafyll.apps.grants.services.reclaiming import Forewarning
from pafyll.apps.grants.services.telling_recipients import tell_recipient
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.after_award import AWARD_RECOVERY, AwardRecoveryStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.forewarning import LAW, is_full_forewarning, may_be_decided
from pafyll.domain.values import Kroner

R = AwardRecoveryStatus
KIND = "award_recovery"


@dataclass(frozen=True)
class Assessment:
    """What the case officer means after the comments. pay_by: the day to pay by, where it is demanded."""

    recommends: bool
    assessment: str
    pay_by: date | None = None


@transaction.atomic
def forewarn_recipient(*, award: Award, warning: Forewarning, by: User, at: datetime) -> AwardRecovery:
    """Warns the recipient that money may be demanded back (fvl. § 16). Nothing is demanded yet."""
    award = _as_it_is(award)
    require(may_forewarn(_viewer(by, at), award, day=norwegian_day(at)))
    require(is_full_forewarning(warning.grounds, norwegian_day(at), warning.comments_due_on))
    require(_stands(award, warning.amount))
    assert warning.comments_due_on is not None
    try:
        with transaction.atomic():
            case = AwardRecovery.objects.create(
                award=award,
                amount=warning.amount,
                grounds=warning.grounds.strip(),
                comments_due_on=warning.comments_due_on,
                forewarned_by=by,
                forewarned_at=at,
            )
    except IntegrityError:
        raise AlreadyChanged(AWARD_RECOVERY.label) from None
    record(about=case.about, verb="forewarned", after=R.FOREWARNED, by=by, at=at, why=case.grounds)
    record(about=award.about, verb="forewarned", by=by, at=at, why=case.grounds, kroner=case.amount)
    forewarning_letter(case=case, by=by, at=at)
    tell_recipient(award, "award_recovery_forewarned", at=at, case=case)
    return case


@transaction.atomic
def comment_on_recovery(*, case: AwardRecovery, comments: str, by: User, at: datetime) -> AwardRecovery:
    """The recipient says what it thinks. Also after the deadline, until the case is assessed."""
    case = locked_case(case)
    require(may_comment_on_recovery(_viewer(by, at), case))
    require(_has_text(comments, "comments", "Skriv hva dere mener."))
    advance(case, lifecycle=AWARD_RECOVERY, to=R.COMMENTED, by=by, at=at)
    case.comments, case.commented_by, case.commented_at = comments.strip(), by, at
    case.save(update_fields=["comments", "commented_by", "commented_at"])
    return case


@transaction.atomic
def prepare_award_recovery(*, case: AwardRecovery, terms: Assessment, by: User, at: datetime) -> AwardRecovery:
    """Assesses the case, after the comments or their deadline, and recommends to demand or to drop it."""
    case = locked_case(case)
    require(may_prepare_award_recovery(_viewer(by, at), case, day=norwegian_day(at)))
    require(_is_due(case, at))
    require(_has_text(terms.assessment, "assessment", "Skriv vurderingen. Den står som begrunnelse i vedtaket."))
    require(_has_pay_by(terms, at))
    why = terms.assessment.strip()
    advance(case, lifecycle=AWARD_RECOVERY, to=R.PREPARED, by=by, at=at, why=why, yes=terms.recommends)
    case.recommends, case.assessment = terms.recommends, why
    case.pay_by = terms.pay_by if terms.recommends else None
    case.prepared_by, case.prepared_at = by, at
    case.save(update_fields=["recommends", "assessment", "pay_by", "prepared_by", "prepared_at"])
    return case


@transaction.atomic
def return_award_recovery(*, case: AwardRecovery, why: str, by: User, at: datetime) -> AwardRecovery:
    """Whoever decides wants it assessed again."""
    case = locked_case(case)
    require(may_decide_award_recovery(_viewer(by, at), case, day=norwegian_day(at)))
    require(_has_text(why, "why", "Skriv hva som må vurderes på nytt."))
    to = R.COMMENTED if case.comments else R.FOREWARNED
    advance(case, lifecycle=AWARD_RECOVERY, to=to, by=by, at=at, why=why.strip())
    return case


@transaction.atomic
def decide_award_recovery(*, case: AwardRecovery, by: User, at: datetime) -> AwardRecovery:
    """Decides as recommended: the amount is demanded in the ledger, or the case is dropped. The recipient is told."""
    case = locked_case(case)
    require(may_decide_award_recovery(_viewer(by, at), case, day=norwegian_day(at)))
    require(_is_due(case, at))
    to = R.DECIDED if case.recommends else R.DROPPED
    advance(case, lifecycle=AWARD_RECOVERY, to=to, by=by, at=at, why=case.assessment)
    if case.recommends:
        _demand(case, by, at)
    case.decided_by, case.decided_at = by, at
    case.decision = _decision(case, to, by, at)
    case.save(update_fields=["decided_by", "decided_at", "decision"])
    record(about=case.award.about, verb=f"recovery_{to}", by=by, at=at, why=case.assessment, kroner=case.amount)
    recovery_letter(case=case, by=by, at=at)
    tell_recipient(case.award, "award_recovery_decided", at=at, case=case)
    return case


@transaction.atomic
def book_paid_back(*, case: AwardRecovery, on: date, by: User, at: datetime) -> AwardRecovery:
    """The demanded money has come: it is the scheme year's again. on is the day that the bank shows."""
    case = locked_case(case)
    require(may_book_paid_back(_viewer(by, at), case, day=norwegian_day(at)))
    require(_is_a_day_that_was(case, on, at))
    advance(case, lifecycle=AWARD_RECOVERY, to=R.PAID_BACK, by=by, at=at, on=on.isoformat())
    case.paid_back_on = on
    case.save(update_fields=["paid_back_on"])
    pay_back(case.award, case.amount, key=f"{case.about}:return", why="Betalt tilbake", by=by, at=at)
    record(about=case.award.about, verb="paid_back", by=by, at=at, kroner=case.amount)
    return case


def locked_case(case: AwardRecovery) -> AwardRecovery:
    """The case and then its award as they are now, locked."""
    case = AwardRecovery.objects.select_for_update(of=("self",)).get(pk=case.pk)
    case.award = Award.objects.select_for_update(of=("self",)).select_related(
        "scheme_year__governor", "recipient", "payee"
    ).get(pk=case.award_id)  # fmt: skip
    return case


def standing(award: Award) -> Kroner:
    """Of what is paid: not demanded back."""
    return Kroner(award.paid - award.recovered)


def _demand(case: AwardRecovery, by: User, at: datetime) -> None:
    award = case.award
    require(_stands(award, case.amount))
    changed = Award.objects.filter(pk=award.pk, paid__gte=F("recovered") + case.amount)
    if not changed.update(recovered=F("recovered") + case.amount):
        raise AlreadyChanged("tildelingen")
    award.recovered += case.amount
    demand(award, case.amount, key=f"{case.about}:demand", why="Vedtak om tilbakebetaling", by=by, at=at)


def _stands(award: Award, amount: int) -> Answer:
    left = standing(award)
    if 0 < amount <= left:
        return yes()
    return no(
        "more_than_stands",
        "Av det som er betalt ut, er {standing} ikke krevd tilbake. {amount} kan ikke kreves.",
        remedy="Krev mer enn 0 kroner, og høyst det som står.",
        field="amount",
        standing=str(left),
        amount=str(Kroner(amount)),
    )


def _is_due(case: AwardRecovery, at: datetime) -> Answer:
    return may_be_decided(
        comments_due_on=case.comments_due_on, has_commented=bool(case.comments), today=norwegian_day(at)
    )


def _has_pay_by(terms: Assessment, at: datetime) -> Answer:
    if not terms.recommends or (terms.pay_by and terms.pay_by > norwegian_day(at)):
        return yes()
    return no("pay_by_missing", "Skriv hvilken dag beløpet senest skal være betalt. Den må komme.", field="pay_by")


def _is_a_day_that_was(case: AwardRecovery, on: date, at: datetime) -> Answer:
    assert case.decided_at is not None
    if norwegian_day(case.decided_at) <= on <= norwegian_day(at):
        return yes()
    return no("not_that_day", "Dagen må være mellom vedtaket og i dag.", field="on")


def _decision(case: AwardRecovery, to: AwardRecoveryStatus, by: User, at: datetime) -> Decision:
    assert case.prepared_by is not None
    steps = [
        {"code": "forewarned", "text": "Forhåndsvarselet sa: {text}", "facts": {"text": case.grounds}},
        {"code": "commented", "text": "Mottakerens uttalelse: {text}", "facts": {"text": case.comments or "ingen"}},
        {"code": "assessed", "text": "Statsforvalterens vurdering: {text}", "facts": {"text": case.assessment}},
    ]
    line = {
        "label": "Krevd tilbake",
        "payer": "owner",
        "budget_year": case.award.scheme_year.year,
        "amount": case.amount,
        "because": case.grounds,
        "source": LAW,
    }
    new = NewDecision(case.about, to.value, {"steps": steps}, [line] if to is R.DECIDED else [])
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=case.prepared_by, decided_by=by, at=at, told=True)[0]


def _has_text(text: str, field: str, asks: str) -> Answer:
    return yes() if text.strip() else no("text_missing", asks, field=field)
