"""The letters that follow an award: set when the decision is made or the warning is sent, and kept as they were."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import MoneyLine, Signers
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.award_change_decision.type import AwardChangeDecision, PaidPart
from pafyll.apps.documents.types.award_forewarning.type import AwardForewarning
from pafyll.apps.documents.types.award_recovery_decision.type import AwardRecoveryDecision
from pafyll.apps.documents.types.award_settlement.type import AwardSettlement as SettlementLetter
from pafyll.apps.grants.models import Award, AwardChange, AwardRecovery, AwardSettlement
from pafyll.apps.grants.services.letters import said
from pafyll.domain.lifecycles.after_award import AwardRecoveryStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner


def change_decision_letter(*, change: AwardChange, by: User, at: datetime) -> Document:
    """The decision on a change, to the recipient, in its own form of Norwegian. Call it in the deciding transaction."""
    award, decision = change.award, change.decision
    assert decision is not None
    context = AwardChangeDecision(
        verdict=change.status,
        scheme=award.scheme_year.title,
        award=award.number,
        applied_on=norwegian_day(change.applied_at),
        reason=change.reason,
        before=Kroner(decision.grounds["before"]["amount"]),
        after=award.kroner,
        purpose=award.purpose,
        until=award.until,
        report_due=award.report_due,
        parts=tuple(PaidPart(one.number, Kroner(one.amount), one.due_on) for one in award.parts.all()),
        grounds=change.grounds,
        signers=_signers(decision),
    )
    return _issued("award_change_decision", award, context, change.about, decision.case_number, by, at)


def forewarning_letter(*, case: AwardRecovery, by: User, at: datetime) -> Document:
    """The forewarning, to the recipient. Call it in the transaction that warns."""
    award = case.award
    context = AwardForewarning(
        scheme=award.scheme_year.title,
        award=award.number,
        awarded=award.kroner,
        paid=Kroner(award.paid),
        amount=Kroner(case.amount),
        grounds=case.grounds,
        comments_due_on=case.comments_due_on,
        case_officer=str(case.forewarned_by),
    )
    number = f"{norwegian_day(case.forewarned_at).year}/A{case.pk:05d}"
    return _issued("award_forewarning", award, context, case.about, number, by, at)


def recovery_letter(*, case: AwardRecovery, by: User, at: datetime) -> Document:
    """The decision on a recovery, to the recipient. Call it in the deciding transaction."""
    award, decision = case.award, case.decision
    assert decision is not None
    with override(award.recipient.letter_language):
        grounds = tuple(said(step) for step in decision.grounds["steps"])
    context = AwardRecoveryDecision(
        is_demanded=case.status == AwardRecoveryStatus.DECIDED,
        scheme=award.scheme_year.title,
        award=award.number,
        paid=Kroner(award.paid),
        amount=Kroner(case.amount),
        forewarned_on=norwegian_day(case.forewarned_at),
        grounds=grounds,
        signers=_signers(decision),
        pay_by=case.pay_by,
    )
    return _issued("award_recovery_decision", award, context, case.about, decision.case_number, by, at)


def settlement_letter(*, settlement: AwardSettlement, by: User, at: datetime) -> Document:
    """What becomes of every krone, to the recipient. Call it in the deciding transaction."""
    award, decision = settlement.award, settlement.decision
    assert decision is not None
    with override(award.recipient.letter_language):
        lines = tuple(_line(line) for line in decision.lines)
    context = SettlementLetter(
        scheme=award.scheme_year.title,
        award=award.number,
        awarded=award.kroner,
        lines=lines,
        carried_over=Kroner(settlement.carried_over),
        to_recover=Kroner(settlement.to_recover),
        grounds=settlement.grounds,
        signers=_signers(decision),
        use_before=settlement.use_before,
    )
    return _issued("award_settlement", award, context, settlement.about, decision.case_number, by, at)


def _issued(kind: str, award: Award, context: Any, about: str, number: str, by: User, at: datetime) -> Document:
    contact = context.signers.prepared_by if hasattr(context, "signers") else str(by)
    head = _head(award, norwegian_day(at), number, contact)
    language = award.recipient.letter_language
    return issue(kind=kind, head=head, context=context, about=about, by=by, at=at, language=language)


def _head(award: Award, day: date, number: str, contact: str) -> Head:
    recipient = award.recipient
    return Head(
        sender=award.scheme_year.governor.name,
        recipient=recipient.name,
        dated_on=day,
        case_number=number,
        recipient_lines=(recipient.email,) if recipient.email else (),
        contact=contact,
    )


def _line(line: dict[str, Any]) -> MoneyLine:
    return MoneyLine(_(line["label"]), Kroner(line["amount"]), _(line["because"]).format_map(line["facts"]))


def _signers(decision: Decision) -> Signers:
    return Signers(prepared_by=str(decision.prepared_by), decided_by=str(decision.decided_by))
