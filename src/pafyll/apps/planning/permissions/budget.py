"""Who may read and write an owner's budget and measures, and decide a reallocation; and why not."""

from __future__ import annotations

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import BudgetSource, Measure, PlannedCost, Reallocation
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.budget import REALLOCATION, ReallocationStatus

Role = RoleGrant.Role


def may_keep_budget(viewer: Viewer, owner: Organisation) -> Answer:
    """Whether the viewer may write in the owner's budget and programme: its officers and deciders."""
    if owner.pk in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare skoleeieren selv kan føre budsjettet og tiltakene sine.")


def may_change_source(viewer: Viewer, source: BudgetSource) -> Answer:
    """Whether the viewer may change the source."""
    return may_keep_budget(viewer, source.owner)


def may_change_cost(viewer: Viewer, cost: PlannedCost) -> Answer:
    """Whether the viewer may change the cost: not by hand what a plan has booked."""
    answers = [may_keep_budget(viewer, cost.owner)]
    if cost.plan is not None:
        text = "Kostnaden er ført av «{plan}»."
        remedy = "Regn ut planen på nytt, og vedta den. Da føres kostnaden på nytt."
        answers.append(no("booked_by_plan", text, remedy=remedy, plan=cost.plan.title))
    return first_no(answers)


def may_remove_source(viewer: Viewer, source: BudgetSource) -> Answer:
    """Whether the source may be taken out: not while a cost is bound to it, nor when money has been moved."""
    answers = [may_keep_budget(viewer, source.owner)]
    if source.costs.filter(removed_at__isnull=True).exists():
        text = "«{source}» betaler for noe i budsjettet."
        remedy = "Knytt kostnadene til andre penger først."
        answers.append(no("source_is_used", text, remedy=remedy, source=source.title))
    if _is_moved(source):
        text = "«{source}» er med i en omdisponering."
        answers.append(no("source_is_moved", text, remedy="Gjør om på den først.", source=source.title))
    return first_no(answers)


def may_decide_reallocation(viewer: Viewer, reallocation: Reallocation) -> Answer:
    """Whether the viewer may decide a prepared reallocation: the owner's decider, and another than who prepared it."""
    return first_no(
        [
            _is_decider(viewer, reallocation),
            REALLOCATION.may_become(reallocation.status, ReallocationStatus.DECIDED),
            _is_another(viewer, reallocation),
        ]
    )


def may_carry_out_reallocation(viewer: Viewer, reallocation: Reallocation) -> Answer:
    """Whether the viewer may carry out what politicians have resolved: anybody at the owner but who prepared it."""
    return first_no(
        [
            may_keep_budget(viewer, reallocation.owner),
            REALLOCATION.may_become(reallocation.status, ReallocationStatus.DECIDED),
            _is_another(viewer, reallocation),
        ]
    )


def may_change_measure(viewer: Viewer, measure: Measure) -> Answer:
    """Whether the viewer may change the measure."""
    return may_keep_budget(viewer, measure.owner)


def owners_read_by(viewer: Viewer) -> frozenset[int]:
    """Owners whose budget the viewer may read: those she works for, and those whose employees she represents."""
    return viewer.ranks_for | viewer.organisations_in(Role.UNION_REPRESENTATIVE)


def _is_moved(source: BudgetSource) -> bool:
    live = [ReallocationStatus.PREPARED, ReallocationStatus.DECIDED]
    return (source.given_away.filter(status__in=live) | source.received.filter(status__in=live)).exists()


def _is_decider(viewer: Viewer, reallocation: Reallocation) -> Answer:
    if reallocation.owner_id in viewer.organisations_in(Role.OWNER_DECIDER):
        return yes()
    return no(
        "not_decider",
        "Omdisponeringer vedtas av en som er beslutter hos skoleeieren.",
        remedy="Be en beslutter om å se på den.",
    )


def _is_another(viewer: Viewer, reallocation: Reallocation) -> Answer:
    if viewer.user is None or viewer.user.pk != reallocation.prepared_by_id:
        return yes()
    return no(
        "same_person_prepared",
        "Du har selv forberedt omdisponeringen. Den som vedtar, må være en annen.",
        remedy="Be en annen beslutter om å vedta den.",
    )
