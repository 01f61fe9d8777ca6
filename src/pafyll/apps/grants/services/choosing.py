"""The owner's choice about money that was paid for someone who stopped: repay it, or redirect it. A decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import NewDecision, issue_decisions, record, require
from pafyll.apps.grants.accounts import account_for
from pafyll.apps.grants.models import Account, Change, ChosenAmount, Commitment, OwnerChoice
from pafyll.apps.grants.permissions.changes import may_choose
from pafyll.apps.grants.queries.term_money import money_of
from pafyll.apps.grants.services.carrying_out import MoneyHasChanged, lock
from pafyll.apps.grants.services.ledger import Move, hold, post
from pafyll.apps.grants.services.recovering import demand_back, hold_for_demands, is_paid_out
from pafyll.apps.grants.services.wanting import effect_key, lines_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.grants.effects import EffectLine, MoneyEffect, effect_of_choice
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.integrations.clock import OSLO

A = AccountKind
KIND = "choice_after_payment"
SOURCE = "udir.no, Informasjon til skoleeiere, videreutdanning for lærere"


@dataclass(frozen=True)
class Choosing:
    """What is chosen, and why. purpose says what redirected money is used for."""

    repays: bool
    grounds: str
    purpose: str = ""


def effect_of_choosing(change: Change, *, repays: bool) -> MoneyEffect:
    """What the choice does to the money, semester by semester. Nothing when nothing was paid."""
    return effect_of_choice(money_of(change.participation), since=change.first_semester, repays=repays)


@transaction.atomic
def choose(*, change: Change, choosing: Choosing, seen: str, by: User, at: datetime) -> OwnerChoice:
    """Settles all that was paid from the semester on. Repaid money is demanded from the owner in the ledger.

    seen is the fingerprint of the effect that was shown. Two who choose at once: the second is told.
    """
    participation, commitments = lock(change.participation)
    change = Change.objects.select_related("participation").get(pk=change.pk)
    change.participation = participation
    require(may_choose(as_viewer(by, at), change))
    effect = effect_of_choosing(change, repays=choosing.repays)
    require(_is_full(choosing, effect))
    if effect_key(effect) != seen:
        raise MoneyHasChanged
    _hold(choosing, [commitments[line.semester.code] for line in effect.lines])
    choice = _keep(change, choosing, effect, by, at)
    for line in effect.lines:
        _settle(choice, commitments[line.semester.code], line, by, at)
    verb = "repaid" if choosing.repays else "redirected"
    record(about=participation.about, verb=verb, by=by, at=at, why=choosing.grounds.strip(), change=change.pk)
    return choice


def _hold(choosing: Choosing, commitments: Sequence[Commitment]) -> None:
    """The accounts before the case number: casework.services.case_numbers."""
    if choosing.repays:
        hold_for_demands(commitments)
    else:
        hold(account for one in commitments for account in _redirect_accounts(one))


def _redirect_accounts(one: Commitment) -> tuple[Account, Account]:
    places = {"round": one.round_id, "owner": one.owner_id}
    return account_for(A.PAID, one.budget_year, **places), account_for(A.REDIRECTED, one.budget_year, **places)


def _keep(change: Change, choosing: Choosing, effect: MoneyEffect, by: User, at: datetime) -> OwnerChoice:
    return OwnerChoice.objects.create(
        change=change,
        repays=choosing.repays,
        purpose="" if choosing.repays else choosing.purpose.strip(),
        grounds=choosing.grounds.strip(),
        decision=_decision(change, choosing, effect, by, at),
        chosen_by=by,
        chosen_at=at,
    )


def _decision(change: Change, choosing: Choosing, effect: MoneyEffect, by: User, at: datetime) -> Decision:
    outcome = "repay" if choosing.repays else "redirect"
    steps = [
        {
            "code": "rule",
            "text": "Skoleeier velger når pengene er utbetalt. Kilde: {source}",
            "facts": {"source": SOURCE},
        },
        {"code": "grounds", "text": "Skoleeiers begrunnelse: {text}", "facts": {"text": choosing.grounds.strip()}},
    ]
    if not choosing.repays:
        purpose = {"purpose": choosing.purpose.strip()}
        steps.append({"code": "purpose", "text": "Pengene brukes til: {purpose}", "facts": purpose})
    new = NewDecision(
        about=change.participation.about,
        outcome=outcome,
        grounds={"steps": steps, "change": change.pk},
        lines=lines_of(effect),
    )
    return issue_decisions(kind=KIND, decisions=[new], prepared_by=by, decided_by=by, at=at)[0]


def _settle(choice: OwnerChoice, commitment: Commitment, line: EffectLine, by: User, at: datetime) -> None:
    ChosenAmount.objects.create(choice=choice, commitment=commitment, amount=line.amount)
    if choice.repays:
        key = f"{choice.change.about}:repay:{line.semester.code}"
        why = "Skoleeier valgte å betale tilbake"
        demand_back(commitment=commitment, amount=line.amount, why=why, decision=choice.decision, by=by, at=at, key=key)
        return
    _book_redirected(choice, commitment, line, by, at)


def _book_redirected(choice: OwnerChoice, commitment: Commitment, line: EffectLine, by: User, at: datetime) -> None:
    """Out of what is paid for studies, with what it pays for now. The bank is not asked: the owner has the money."""
    require(is_paid_out(commitment))
    post(
        kind=EntryKind.REDIRECT,
        key=f"{choice.change.about}:redirect:{line.semester.code}",
        moves=[Move(*_redirect_accounts(commitment), line.amount)],
        booked_on=at.astimezone(OSLO).date(),
        about=choice.change.about,
        by=by,
        at=at,
        why=choice.purpose,
    )


def _is_full(choosing: Choosing, effect: MoneyEffect) -> Answer:
    return first_no(
        [
            yes() if effect.lines else no("nothing_to_choose", "Det er ikke noe utbetalt beløp å velge om."),
            yes()
            if choosing.grounds.strip()
            else no("grounds_missing", "Skriv hvorfor dere velger det.", field="grounds"),
            yes()
            if choosing.repays or choosing.purpose.strip()
            else no("purpose_missing", "Skriv hva pengene skal brukes til.", field="purpose"),
        ]
    )
