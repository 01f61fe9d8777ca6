"""What an upheld appeal does to money: a demand falls away, or a change that was refused is carried out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import Reverse
from pafyll.apps.casework.services import NewDecision, Refusal, advance, issue_decisions
from pafyll.apps.grants.models import Change, Commitment, Entry, Recovery
from pafyll.apps.grants.queries.appealable import CARRY_OUT, REOPEN, SET_ASIDE, case_of, change_of, demand_of
from pafyll.apps.grants.services.carrying_out import carry_out
from pafyll.apps.grants.services.ledger import reverse
from pafyll.apps.grants.services.wanting import lines_of
from pafyll.domain.answers import no
from pafyll.domain.grants.effects import MoneyEffect
from pafyll.domain.lifecycles.change import CHANGE, ChangeStatus
from pafyll.domain.lifecycles.payment_statement import RECOVERY, RecoveryStatus
from pafyll.integrations.clock import OSLO

C = ChangeStatus


@transaction.atomic
def annul_after_appeal(order: Reverse) -> Decision:
    """Takes the demand out of the ledger by a reversal: what was paid stays with the owner.

    Raises Refusal when some of it has been taken from a statement in the meantime.
    """
    case = case_of(order.decision)
    ParticipationTerm.objects.select_for_update().get(pk=case.commitment.term_id)  # the order in which everybody locks
    Commitment.objects.select_for_update().get(pk=case.commitment_id)
    Recovery.objects.select_for_update().filter(decision=order.decision).first()  # whoever puts it on a statement waits
    demand = demand_of(order.decision)
    if demand is None:
        raise Refusal(
            no(
                "already_taken",
                "Noe av kravet er alt trukket i et oppgjør, så det kan ikke oppheves av seg selv.",
                remedy="Ta oppgjøret ut av utbetalingen først, eller ta kontakt med økonomi.",
            )
        )
    _annul(demand, order.decided_by, order.at, order.why)
    return _decide(order, "dropped", [])


def _annul(demand: Recovery, by: User, at: datetime, why: str) -> None:
    advance(demand, lifecycle=RECOVERY, to=RecoveryStatus.ANNULLED, by=by, at=at, why=why)
    Commitment.objects.filter(pk=demand.commitment_id).update(recovered=F("recovered") - demand.amount)
    entry = Entry.objects.get(key=demand.key)
    reverse(entry=entry, booked_on=at.astimezone(OSLO).date(), by=by, at=at, why="Medhold i klage")


@transaction.atomic
def change_after_appeal(order: Reverse) -> Decision:
    """Carries the refused change out as the effect was shown, or sends it back to be handled anew.

    Only the refusal falls when the teacher has got another owner in the meantime.
    """
    change = change_of(order.decision)
    if order.effect == SET_ASIDE:
        return _decide(order, "annulled", [])
    if order.effect == REOPEN:
        return _reopen(change, order)
    effect = carry_out(change, seen=order.effect.removeprefix(CARRY_OUT), by=order.decided_by, at=order.at)
    return _keep(change, C.CARRIED_OUT, effect, order)


def _reopen(change: Change, order: Reverse) -> Decision:
    waiting = (C.REPORTED, C.PROPOSED, C.PREPARED)
    if Change.objects.filter(participation=change.participation, status__in=waiting).exists():
        raise Refusal(
            no(
                "change_waiting",
                "En annen endring for den samme deltakeren venter på svar.",
                remedy="Avgjør den først.",
            )
        )
    return _keep(change, C.PROPOSED, MoneyEffect(()), order)


def _keep(change: Change, to: ChangeStatus, effect: MoneyEffect, order: Reverse) -> Decision:
    advance(change, lifecycle=CHANGE, to=to, by=order.decided_by, at=order.at, appeal=order.appeal.pk)
    lines = lines_of(effect)
    made = _decide(order, "carried_out" if to is C.CARRIED_OUT else "annulled", lines)
    Change.objects.filter(pk=change.pk).update(
        lines=lines, decision=made, decided_by=order.decided_by, decided_at=order.at
    )
    return made


def _decide(order: Reverse, outcome: str, lines: list[dict[str, object]]) -> Decision:
    """The decision that replaces the appealed one. Its case number is taken last."""
    step = {"code": "appealed", "text": "Medhold i klage {case}: {text}"}
    facts = {"case": order.appeal.case_number, "text": order.why}
    grounds = {**order.decision.grounds, "steps": [{**step, "facts": facts}], "appeal": order.appeal.pk}
    new = NewDecision(about=order.decision.about, outcome=outcome, grounds=grounds, lines=lines)
    return issue_decisions(
        kind=order.decision.kind,
        decisions=[new],
        prepared_by=order.prepared_by,
        decided_by=order.decided_by,
        at=order.at,
    )[0]
