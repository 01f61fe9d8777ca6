"""Appropriations and frames by two persons: one prepares, another decides or sends it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.grants.models import Frame, MoneyProposal
from pafyll.apps.grants.permissions.money import may_appropriate, may_decide_money, may_set_frame
from pafyll.apps.grants.services.appropriating import AppropriationTerms, appropriate, set_frame
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.money_proposal import MONEY_PROPOSAL, MoneyProposalStatus

S = MoneyProposalStatus


@transaction.atomic
def propose_appropriation(*, terms: AppropriationTerms, booked_on: date, by: User, at: datetime) -> MoneyProposal:
    """Prepares an appropriation. Nothing is booked until another has decided it."""
    require(may_appropriate(as_viewer(by, at), terms.amount, terms.source))
    fields = {"item": terms.item, "source": terms.source, "booked_on": booked_on}
    return _prepared(
        MoneyProposal(budget_year=terms.budget_year, amount=terms.amount, prepared_by=by, prepared_at=at, **fields)
    )


@transaction.atomic
def propose_frame(*, round: Round, budget_year: int, amount: int, why: str, by: User, at: datetime) -> MoneyProposal:
    """Prepares a frame. One waits at a time for each round and year."""
    require(may_set_frame(as_viewer(by, at), round, budget_year, amount))
    before = _frame_now(round, budget_year)
    if amount == before:
        raise Refusal(no("same_amount", "Rammen er alt på dette beløpet.", field="amount"))
    fields = {"round": round, "before": before, "why": why.strip()}
    return _prepared(MoneyProposal(budget_year=budget_year, amount=amount, prepared_by=by, prepared_at=at, **fields))


@transaction.atomic
def decide_money(*, proposal: MoneyProposal, by: User, at: datetime) -> MoneyProposal:
    """Books what was prepared, by another person. Refused when the money is not there, or the frame is another now."""
    require(may_decide_money(as_viewer(by, at), proposal))
    advance(proposal, lifecycle=MONEY_PROPOSAL, to=S.DECIDED, by=by, at=at)
    _sign(proposal, by, at)
    if proposal.round is None:
        terms = AppropriationTerms(proposal.budget_year, proposal.amount, proposal.item, proposal.source)
        assert proposal.booked_on is not None
        appropriate(terms=terms, booked_on=proposal.booked_on, by=proposal.prepared_by, at=at)
        return proposal
    made = set_frame(
        round=proposal.round,
        budget_year=proposal.budget_year,
        amount=proposal.amount,
        by=proposal.prepared_by,
        at=at,
        why=proposal.why,
        before=proposal.before,
    )
    record(about=made.about, verb="frame_approved", by=by, at=at, proposal=proposal.pk)
    return proposal


@transaction.atomic
def return_money(*, proposal: MoneyProposal, why: str, by: User, at: datetime) -> MoneyProposal:
    """Sends it back with a reason. Nothing is booked; it can be prepared anew."""
    require(may_decide_money(as_viewer(by, at), proposal))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hva som må gjøres før det kan godkjennes.", field="why"))
    advance(proposal, lifecycle=MONEY_PROPOSAL, to=S.RETURNED, by=by, at=at, why=why.strip())
    return _sign(proposal, by, at, returned_why=why.strip())


def _prepared(proposal: MoneyProposal) -> MoneyProposal:
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:
        raise Refusal(
            no(
                "frame_waiting",
                "Et forslag til denne rammen venter alt på godkjenning.",
                remedy="Få det godkjent eller sendt tilbake først.",
            )
        ) from None
    status, at, by = S.PREPARED.value, proposal.prepared_at, proposal.prepared_by
    record(about=proposal.about, verb=status, after=status, by=by, at=at, why=proposal.why)
    return proposal


def _sign(proposal: MoneyProposal, by: User, at: datetime, **more: str) -> MoneyProposal:
    written = {"decided_by": by, "decided_at": at, **more}
    MoneyProposal.objects.filter(pk=proposal.pk).update(**written)
    for name, value in written.items():
        setattr(proposal, name, value)
    return proposal


def _frame_now(round: Round, budget_year: int) -> int:
    found = Frame.objects.filter(round=round, budget_year=budget_year).values_list("amount", flat=True).first()
    return found or 0


__all__ = ["AlreadyChanged", "decide_money", "propose_appropriation", "propose_frame", "return_money"]
