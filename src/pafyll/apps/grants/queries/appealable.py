"""The decisions about money that an owner may appeal: what they are about, and what an appeal could lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, gettext_noop

from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import Effect, Subject
from pafyll.apps.casework.queries.dismissals import dismissals_of, with_dismissed
from pafyll.apps.grants.models import Change, Recovery, RecoveryCase
from pafyll.apps.grants.services.wanting import effect_key, effect_of, lines_of, wanted_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.effects import Happens
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.lifecycles.payment_statement import RecoveryStatus

ANNUL, REOPEN, SET_ASIDE, CARRY_OUT = "annul", "reopen", "set_aside", "carry_out_"


def decisions_against(*, viewer: Viewer, owner: Organisation) -> QuerySet[Decision]:
    """Money demanded back from the owner, and wishes for change that were refused, newest first. None for others."""
    if owner.pk not in viewer.ranks_for:
        return Decision.objects.none()
    cases = RecoveryCase.objects.filter(commitment__owner=owner).values_list("pk", flat=True)
    changes = Change.objects.filter(owner=owner).values_list("pk", flat=True)
    recovery = Q(kind="recovery", outcome="decided", about__in=[f"recovery_case:{key}" for key in cases])
    change = Q(kind="change", outcome="refused", grounds__change__in=list(changes))
    rows = Decision.objects.filter(recovery | change).prefetch_related("demands", "appeals")
    return rows.order_by("-decided_at", "-pk")


def appeals_by_owner(*, viewer: Viewer, owner: Organisation) -> QuerySet[Appeal]:
    """The owner's own appeals, newest first. None for other owners."""
    decisions = decisions_against(viewer=viewer, owner=owner).values_list("pk", flat=True)
    rows = with_dismissed(Appeal.objects.filter(decision__in=list(decisions))).order_by("-submitted_at", "-pk")
    return rows.select_related("decision", "officer", "appeals_body", "outcome_decision")


def appealable(*, viewer: Viewer, owner: Organisation) -> QuerySet[Decision]:
    """What the owner can appeal: the decisions about its money, and those that dismissed its appeals."""
    dismissals = dismissals_of(appeals_by_owner(viewer=viewer, owner=owner)).values_list("pk", flat=True)
    decisions = decisions_against(viewer=viewer, owner=owner).values_list("pk", flat=True)
    return Decision.objects.filter(pk__in=[*dismissals, *decisions])


@reading_everything("whoever may read a decision is told whom it is about, also when another owner has her now")
def case_of(decision: Decision) -> RecoveryCase:
    """The recovery that the decision is about."""
    rows = RecoveryCase.objects.select_related("commitment__owner", "commitment__term__participation__person")
    return rows.get(pk=_case_key(decision))


@reading_everything("whoever may read a decision is told whom it is about, also when another owner has her now")
def change_of(decision: Decision) -> Change:
    """The change that the decision is about."""
    rows = Change.objects.select_related("owner", "participation__person", "participation__round")
    return rows.get(pk=decision.grounds["change"])


def _case_key(decision: Decision) -> int:
    return int(decision.about.removeprefix("recovery_case:"))


@reading_everything("whoever may read a decision is told whom it is about, also when another owner has her now")
def subjects_of_recoveries(decisions: Sequence[Decision]) -> dict[int, Subject]:
    """Whom each demand is made of, and for whose semester. One query."""
    rows = RecoveryCase.objects.select_related("commitment__owner", "commitment__term__participation__person")
    found = rows.in_bulk({_case_key(one) for one in decisions})
    return {one.pk: _recovery_subject(found[_case_key(one)]) for one in decisions}


def _recovery_subject(case: RecoveryCase) -> Subject:
    person = str(case.commitment.term.participation.person)
    title = format_lazy(gettext_lazy("Krav om tilbakebetaling for {person}"), person=person)
    return Subject(title, party_organisation=case.commitment.owner)


@reading_everything("whoever may read a decision is told whom it is about, also when another owner has her now")
def subjects_of_changes(decisions: Sequence[Decision]) -> dict[int, Subject]:
    """Which owner asked for each change, and for whom. One query."""
    rows = Change.objects.select_related("owner", "participation__person")
    found = rows.in_bulk({one.grounds["change"] for one in decisions})
    return {one.pk: _change_subject(found[one.grounds["change"]]) for one in decisions}


def _change_subject(change: Change) -> Subject:
    title = format_lazy(gettext_lazy("Endring for {person}"), person=str(change.participation.person))
    return Subject(title, party_organisation=change.owner)


def effects_of_recovery(decision: Decision) -> list[Effect]:
    """The demand falls away. Nothing is offered once some of it has been taken from a statement."""
    demand = demand_of(decision)
    if demand is None:
        return []
    line = {
        "label": gettext_noop("Kravet faller bort"),
        "payer": "state",
        "budget_year": demand.commitment.budget_year,
        "amount": demand.amount,
        "template": "",
        "facts": {},
    }
    note = gettext_noop("Skal et mindre beløp kreves tilbake, varsles det på nytt.")
    return [Effect(ANNUL, gettext_lazy("Kravet oppheves"), lines=(line,), note=note)]


def demand_of(decision: Decision) -> Recovery | None:
    """The demand that the decision made, while nothing of it is taken and no statement is about to take it."""
    standing = Recovery.objects.filter(decision=decision, status=RecoveryStatus.DEMANDED, returned=0)
    return standing.filter(lines=None).select_related("commitment").first()


def effects_of_change(decision: Decision) -> list[Effect]:
    """The change is carried out, with what it newly costs the state; or the case goes back to be handled anew."""
    change = change_of(decision)
    if change.status != ChangeStatus.REFUSED:
        return []
    if change.participation.owner_id != change.owner_id:  # it is another owner's money now
        note = gettext_noop("Læreren har fått en annen skoleeier, så endringen blir ikke gjennomført.")
        return [Effect(SET_ASIDE, gettext_lazy("Avslaget oppheves"), note=note)]
    return [*_carrying_out(change), Effect(REOPEN, gettext_lazy("Vedtaket oppheves, og saken behandles på nytt"))]


def _carrying_out(change: Change) -> Iterator[Effect]:
    """Nothing when the change cannot be made as things stand now. The code says which effect was shown."""
    try:
        effect = effect_of(change.participation, wanted_of(change))
    except Refusal:
        return
    lines: tuple[dict[str, Any], ...] = tuple(
        line for line in lines_of(effect) if line["what"] == Happens.COMMITTED.value
    )
    note = gettext_noop("Endringen gjennomføres slik skoleeieren ba om den.")
    yield Effect(f"{CARRY_OUT}{effect_key(effect)}", gettext_lazy("Endringen godkjennes"), lines=lines, note=note)
