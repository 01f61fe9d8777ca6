"""A change of an award: applied for by the recipient, assessed by one, and decided by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import AlreadyChanged, NewDecision, advance, issue_decisions, record, require
from pafyll.apps.grants.models import Award, AwardChange
from pafyll.apps.grants.permissions.after_awards import (
    may_apply_for_change,
    may_decide_change,
    may_prepare_change,
    may_take_back_change,
)
from pafyll.apps.grants.services.after_award_letters import change_decision_letter
from pafyll.apps.grants.services.after_award_money import bind, frame_of, release
from pafyll.apps.grants.services.proposing_awards import _as_it_is, _viewer
from pafyll.apps.grants.services.replanning import paid_of, replan_parts
from pafyll.apps.grants.services.telling_recipients import tell_recipient
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.collective.changing import (
    AwardMoney,
    ChangeEffect,
    Verdict,
    effect_of,
    may_become,
    stays_above_paid,
)
from pafyll.domain.lifecycles.after_award import AWARD_CHANGE, AwardChangeStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

C = AwardChangeStatus
KIND = "award_change"
ENDS = {
    Verdict.ACCEPTED.value: C.ACCEPTED,
    Verdict.ACCEPTED_CHANGED.value: C.ACCEPTED_CHANGED,
    Verdict.REFUSED.value: C.REFUSED,
}


@dataclass(frozen=True)
class WantedChange:
    """What the recipient wants otherwise, and why. What is None or empty stays as it is."""

    reason: str
    amount: int | None = None
    purpose: str = ""
    until: date | None = None


@dataclass(frozen=True)
class ChangeVerdict:
    """How the change should end, with grounds. What is None or empty stays as it is; a refusal changes nothing."""

    verdict: str
    grounds: str
    amount: int | None = None
    purpose: str = ""
    until: date | None = None
    report_due: date | None = None


@transaction.atomic
def apply_for_change(*, award: Award, wanted: WantedChange, by: User, at: datetime) -> AwardChange:
    """Sends the application to those who run the scheme. Nothing is changed before it is decided."""
    award = _as_it_is(award)
    require(may_apply_for_change(_viewer(by, at), award))
    require(first_no([_asks_for_something(award, wanted), _has_text(wanted.reason, "reason")]))
    try:
        with transaction.atomic():
            change = AwardChange.objects.create(
                award=award,
                wanted_amount=None if wanted.amount == award.amount else wanted.amount,
                wanted_purpose=wanted.purpose.strip(),
                wanted_until=wanted.until,
                reason=wanted.reason.strip(),
                applied_by=by,
                applied_at=at,
            )
    except IntegrityError:
        raise AlreadyChanged(AWARD_CHANGE.label) from None
    record(about=change.about, verb="applied", after=C.SENT, by=by, at=at, why=change.reason)
    record(about=award.about, verb="change_applied_for", by=by, at=at, why=change.reason)
    return change


@transaction.atomic
def take_back_change(*, change: AwardChange, by: User, at: datetime) -> AwardChange:
    """The recipient does not want it after all."""
    change = locked_change(change)
    require(may_take_back_change(_viewer(by, at), change))
    advance(change, lifecycle=AWARD_CHANGE, to=C.TAKEN_BACK, by=by, at=at)
    return change


@transaction.atomic
def prepare_award_change(*, change: AwardChange, verdict: ChangeVerdict, by: User, at: datetime) -> AwardChange:
    """Says how it should end. Refused without money for it, and without grounds unless it is accepted whole."""
    change = locked_change(change)
    require(may_prepare_change(_viewer(by, at), change, day=norwegian_day(at)))
    terms = terms_of(change, verdict)
    require(first_no([_has_grounds(verdict), _is_what_it_says(change, verdict), *_may_have(change.award, terms)]))
    advance(change, lifecycle=AWARD_CHANGE, to=C.PREPARED, by=by, at=at, why=verdict.grounds, verdict=verdict.verdict)
    for name in ("amount", "purpose", "until", "report_due"):
        setattr(change, name, getattr(terms, name))
    change.verdict, change.grounds, change.prepared_by, change.prepared_at = verdict.verdict, verdict.grounds, by, at
    change.save()
    return change


@transaction.atomic
def return_award_change(*, change: AwardChange, why: str, by: User, at: datetime) -> AwardChange:
    """Whoever decides wants it assessed again."""
    change = locked_change(change)
    require(may_decide_change(_viewer(by, at), change, day=norwegian_day(at)))
    require(_has_text(why, "why"))
    advance(change, lifecycle=AWARD_CHANGE, to=C.SENT, by=by, at=at, why=why.strip())
    return change


@transaction.atomic
def decide_award_change(*, change: AwardChange, by: User, at: datetime) -> AwardChange:
    """Decides as prepared: the money moves, the unpaid parts are planned anew, and the recipient is told.

    The case is locked first, then the award, then the accounts, and the case number comes last (ADR 17).
    """
    change = locked_change(change)
    require(may_decide_change(_viewer(by, at), change, day=norwegian_day(at)))
    award, before = change.award, _facts(change.award)
    advance(change, lifecycle=AWARD_CHANGE, to=ENDS[change.verdict], by=by, at=at, why=change.grounds)
    if change.verdict != Verdict.REFUSED:
        _carry_out(change, award, by, at)
    change.decision = _decision(change, before, by, at)
    change.decided_by, change.decided_at = by, at
    change.save(update_fields=["decision", "decided_by", "decided_at"])
    record(about=award.about, verb=f"change_{change.status}", by=by, at=at, why=change.grounds, kroner=award.amount)
    change_decision_letter(change=change, by=by, at=at)
    tell_recipient(award, "award_change_decided", at=at, change=change)
    return change


def money_of(award: Award) -> AwardMoney:
    """What the rules about a change judge. One query."""
    return AwardMoney(award.kroner, paid_of(award), Kroner(frame_of(award).balance))


def effect_on(award: Award, amount: int | None) -> ChangeEffect:
    """What it does to the award and to the scheme year if the award becomes so much."""
    return effect_of(money_of(award), Kroner(award.amount if amount is None else amount))


def may_be(award: Award, amount: int | None) -> Answer:
    """Whether the award can become so much: there is money for it, and what is paid stands."""
    money, wanted = money_of(award), Kroner(award.amount if amount is None else amount)
    return first_no([may_become(money, wanted), stays_above_paid(money, wanted)])


def terms_of(change: AwardChange, verdict: ChangeVerdict) -> ChangeVerdict:
    """What the award is changed to: as applied for when it is accepted, as written when with changes, else nothing."""
    if verdict.verdict == Verdict.REFUSED:
        return ChangeVerdict(verdict.verdict, verdict.grounds)
    if verdict.verdict == Verdict.ACCEPTED:
        wanted = (change.wanted_amount, change.wanted_purpose, change.wanted_until)
        return ChangeVerdict(verdict.verdict, verdict.grounds, *wanted, verdict.report_due)
    return verdict


def locked_change(change: AwardChange) -> AwardChange:
    """The case and then its award as they are now, locked."""
    change = AwardChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    change.award = Award.objects.select_for_update(of=("self",)).select_related(
        "scheme_year__governor", "recipient", "payee"
    ).get(pk=change.award_id)  # fmt: skip
    return change


def _may_have(award: Award, terms: ChangeVerdict) -> list[Answer]:
    return [] if terms.verdict == Verdict.REFUSED or terms.amount is None else [may_be(award, terms.amount)]


def _carry_out(change: AwardChange, award: Award, by: User, at: datetime) -> None:
    require(first_no([yes(), *_may_have(award, ChangeVerdict(change.verdict, "", change.amount))]))
    effect = effect_on(award, change.amount)
    _set_terms(award, change, effect.after)
    why = "Vedtak om endring"
    release(award, effect.released, key=f"{change.about}:release", why=why, by=by, at=at)
    bind(award, effect.bound, key=f"{change.about}:bind", why=why, by=by, at=at)
    if effect.after != effect.before:
        replan_parts(award, day=norwegian_day(at))


def _set_terms(award: Award, change: AwardChange, amount: Kroner) -> None:
    award.amount = amount
    award.purpose = change.purpose or award.purpose
    award.until = change.until or award.until
    award.report_due = change.report_due or award.report_due
    award.save(update_fields=["amount", "purpose", "until", "report_due"])


def _decision(change: AwardChange, before: dict[str, Any], by: User, at: datetime) -> Decision:
    assert change.prepared_by is not None
    award = change.award
    grounds = {"applied": change.reason, "grounds": change.grounds, "before": before, "after": _facts(award)}
    line = {
        "label": "Tildeling etter endringen",
        "payer": "state",
        "budget_year": award.scheme_year.year,
        "amount": award.amount,
        "because": change.grounds[:300],
        "source": award.scheme_year.appropriation_source,
    }
    new = NewDecision(change.about, change.status, grounds, [line])
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=change.prepared_by, decided_by=by, at=at, told=True)[
        0
    ]


def _facts(award: Award) -> dict[str, Any]:
    return {
        "amount": award.amount,
        "purpose": award.purpose,
        "until": award.until.isoformat() if award.until else "",
        "report_due": award.report_due.isoformat() if award.report_due else "",
    }


def _asks_for_something(award: Award, wanted: WantedChange) -> Answer:
    if wanted.amount is not None and wanted.amount <= 0:
        return no("nothing_left", "Beløpet må være over 0 kroner.", field="amount")
    if wanted.amount not in (None, award.amount) or wanted.purpose.strip() or wanted.until:
        return yes()
    return no("nothing_is_changed", "Skriv hva som skal endres: beløpet, formålet eller perioden.", field="amount")


def _has_grounds(verdict: ChangeVerdict) -> Answer:
    if verdict.verdict == Verdict.ACCEPTED or verdict.grounds.strip():
        return yes()
    return no(
        "grounds_missing",
        "Skriv hvorfor søknaden ikke godtas slik den er. Det står i vedtaket.",
        law="fvl. §§ 24 og 25",
        field="grounds",
    )


def _is_what_it_says(change: AwardChange, verdict: ChangeVerdict) -> Answer:
    if verdict.verdict != Verdict.ACCEPTED_CHANGED:
        return yes()
    given = (verdict.amount, verdict.purpose.strip(), verdict.until)
    if given != (None, "", None) and given != (change.wanted_amount, change.wanted_purpose, change.wanted_until):
        return yes()
    return no(
        "nothing_is_changed",
        "Skriv hva som godtas i stedet for det det er søkt om.",
        remedy="Fyll ut det som blir annerledes, eller velg «Godta».",
        field="verdict",
    )


def _has_text(text: str, field: str) -> Answer:
    return yes() if text.strip() else no("text_missing", "Skriv hvorfor.", field=field)
