"""What may be done with a competence plan, and why not."""

from __future__ import annotations

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.apps.planning.models import CompetencePlan, PlanLine, StudyWish
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.competence_plan import COMPETENCE_PLAN
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S

BEING_MADE = {S.DRAFT, S.COMPUTED}
ALIVE = {*BEING_MADE, S.PROPOSED, S.ADOPTED}


def may_plan_for(viewer: Viewer, owner: Organisation) -> Answer:
    """Whether the viewer may make plans for the owner."""
    if owner.pk in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare skoleeieren selv kan lage kompetanseplaner for skolene sine.")


def may_change_plan(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may change what the plan rests on: a plan in a case or in force is not changed, but copied."""
    return first_no([may_plan_for(viewer, plan.owner), _is_being_made(plan)])


def may_compute(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may compute the plan, or compute it anew after a change."""
    return first_no([may_plan_for(viewer, plan.owner), _is_alive(plan)])


def may_steer(viewer: Viewer, plan: CompetencePlan, person: Person) -> Answer:
    """Whether the viewer may lock or move somebody in the plan: nobody settles her own year."""
    return first_no([may_compute(viewer, plan), _is_another(viewer, person)])


def may_adopt(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may adopt the plan's last run: the owner's decider, who does not stand in it."""
    return first_no(
        [may_plan_for(viewer, plan.owner), _decides(viewer, plan), can_be_adopted(plan), _is_outside(viewer, plan)]
    )


def may_propose(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may lay the plan before the politicians: when its last run found a plan."""
    may = [may_compute(viewer, plan), COMPETENCE_PLAN.may_become(plan.status, S.PROPOSED), can_be_adopted(plan)]
    return first_no(may)


def may_take_out(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may take the plan out of its case again."""
    if plan.status == S.PROPOSED:
        return may_compute(viewer, plan)
    return no("not_in_a_case", "Planen er ikke lagt fram i noen sak.")


def may_withdraw(viewer: Viewer, plan: CompetencePlan) -> Answer:
    """Whether the viewer may put the plan away: one in force only by the decider."""
    in_force = [_decides(viewer, plan)] if plan.status == S.ADOPTED else []
    return first_no([may_plan_for(viewer, plan.owner), _is_alive(plan), *in_force])


def may_withdraw_wish(viewer: Viewer, wish: StudyWish) -> Answer:
    """Whether the viewer may take the wish back: her own."""
    if viewer.is_self(wish.person_id):
        return yes()
    return no("not_your_wish", "Dette er ikke ditt ønske.")


def _is_being_made(plan: CompetencePlan) -> Answer:
    if plan.status in BEING_MADE:
        return yes()
    return no(
        "plan_is_settled",
        "Planen har status «{status}», og det den bygger på kan ikke endres.",
        remedy="Lag en kopi, prøv endringen der, og sammenlign de to.",
        status=plan.get_status_display(),
    )


def _is_alive(plan: CompetencePlan) -> Answer:
    if plan.status in ALIVE:
        return yes()
    return no(
        "plan_is_over",
        "Planen har status «{status}» og regnes ikke ut på nytt.",
        remedy="Lag en kopi, eller bruk planen som gjelder nå.",
        status=plan.get_status_display(),
    )


def _decides(viewer: Viewer, plan: CompetencePlan) -> Answer:
    if plan.owner_id in viewer.organisations_in(Role.OWNER_DECIDER):
        return yes()
    return no(
        "not_decider",
        "En plan vedtas av en beslutter hos skoleeier.",
        remedy="Be en med den rollen om å ta planen i bruk.",
    )


def can_be_adopted(plan: CompetencePlan) -> Answer:
    """Whether the plan's last run is a plan that is not in force already."""
    last = plan.runs.order_by("number").last()
    if plan.status not in ALIVE - {S.DRAFT} or last is None:
        return no("not_computed", "Planen er ikke regnet ut.", remedy="Regn ut planen først.")
    if not last.is_feasible:
        return no(
            "no_plan_found",
            "Den siste utregningen fant ingen plan som holder rammene.",
            remedy="Endre en av grunnene som står på siden, og regn ut på nytt.",
        )
    if last.pk == plan.run_in_force_id:
        return no("in_force", "Denne utregningen gjelder allerede.")
    return yes()


def _is_outside(viewer: Viewer, plan: CompetencePlan) -> Answer:
    stands = viewer.person is not None and PlanLine.objects.filter(run__plan=plan, person=viewer.person).exists()
    if not stands:
        return yes()
    return no(
        "disqualified",
        "Du står selv i planen, og er inhabil.",
        law="fvl. § 6",
        remedy="Be en annen beslutter om å vedta den.",
    )


def _is_another(viewer: Viewer, person: Person) -> Answer:
    if not viewer.is_self(person.pk):
        return yes()
    return no("disqualified", "Du kan ikke bestemme ditt eget år.", law="fvl. § 6", remedy="Be en kollega gjøre det.")
