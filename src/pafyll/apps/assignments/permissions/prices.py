"""Who may see and keep a unit's figures, an assignment's budget and checklists, and who may sign and start."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from pafyll.apps.assignments.models import Assignment, AssignmentMember, Unit
from pafyll.apps.assignments.permissions import overseen_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.assignment import AssignmentStatus

Role = RoleGrant.Role
GOING_ON = (AssignmentStatus.PLANNED, AssignmentStatus.STARTED)


def leads_project(viewer: Viewer, assignment: Assignment, *, day: date) -> bool:
    """Whether the viewer is the assignment's project manager that day."""
    if viewer.person is None:
        return False
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    rows = AssignmentMember.objects.filter(in_force, assignment=assignment, part=AssignmentMember.Part.MANAGER)
    return rows.filter(person=viewer.person).exists()


def may_see_units(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer may see what the provider's units reckon with, and how its people are loaded."""
    if provider in overseen_by(viewer):
        return yes()
    return no("not_overseer", "Bare de som fordeler folk og penger til oppdrag, kan se dette.")


def may_enter_rates(viewer: Viewer, unit: Unit) -> Answer:
    """Whether the viewer may sign for a unit's figures: the project economist and the unit head."""
    if unit.provider_id in viewer.organisations_in(Role.PROJECT_ECONOMIST, Role.UNIT_HEAD):
        return yes()
    return no("not_economist", "Bare prosjektøkonomen og enhetslederen kan sette enhetens tall.")


def may_enter_duty(viewer: Viewer, unit: Unit) -> Answer:
    """Whether the viewer may enter how many hours somebody has for teaching: those who lead people."""
    if unit.provider_id in viewer.organisations_in(Role.SECTION_LEADER, Role.UNIT_HEAD, Role.DEPUTY_HEAD):
        return yes()
    return no("not_leader", "Bare seksjonsledere, enhetslederen og nestlederen kan føre undervisningsplikt.")


def may_see_price(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may see the budget: those who oversee assignments, and the project manager."""
    if assignment.provider_id in overseen_by(viewer) or leads_project(viewer, assignment, day=day):
        return yes()
    return no("not_of_the_budget", "Bare prosjektlederen og de som fordeler folk og penger, kan se budsjettet.")


def may_keep_budget(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may work on the budget: the project manager, the project economist and the coordinator."""
    return first_no([_keeps_budget(viewer, assignment, day), _goes_on(assignment)])


def may_sign_budget(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may sign the budget: a project economist who is not the project manager too."""
    return first_no(
        [
            _has_role(viewer, assignment, Role.PROJECT_ECONOMIST, "Bare prosjektøkonomen kan signere budsjettet."),
            _is_another_than_leader(viewer, assignment, day),
            _goes_on(assignment),
        ]
    )


def may_classify(viewer: Viewer, assignment: Assignment) -> Answer:
    """Whether the viewer may judge if it is commissioned or a contribution: the economist and the unit head."""
    if assignment.status != AssignmentStatus.PLANNED:
        return no("already_started", "Vurderingen gjøres før oppdraget starter.")
    if assignment.provider_id in viewer.organisations_in(Role.PROJECT_ECONOMIST, Role.UNIT_HEAD):
        return yes()
    return no("not_classifier", "Bare prosjektøkonomen og enhetslederen kan vurdere oppdrag eller bidrag.")


def may_fill_project_list(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may answer and sign the project's checklist first."""
    if not leads_project(viewer, assignment, day=day):
        return no("not_project_leader", "Bare prosjektlederen kan svare på denne sjekklisten.")
    return _is_planned(assignment)


def may_countersign(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may sign the project's checklist after the project manager."""
    return first_no(
        [
            _has_role(viewer, assignment, Role.PROJECT_ECONOMIST, "Bare prosjektøkonomen kan signere her."),
            _is_another_than_leader(viewer, assignment, day),
            _is_planned(assignment),
        ]
    )


def may_fill_unit_list(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may answer and sign the unit's checklist: a unit head who does not lead the project."""
    return first_no(
        [
            _has_role(viewer, assignment, Role.UNIT_HEAD, "Bare enhetslederen kan svare på denne sjekklisten."),
            _is_another_than_leader(viewer, assignment, day),
            _is_planned(assignment),
        ]
    )


def may_run_assignment(viewer: Viewer, assignment: Assignment, *, day: date) -> Answer:
    """Whether the viewer may start and finish: the project manager, the coordinator and the deputy head."""
    if leads_project(viewer, assignment, day=day) or _coordinates(viewer, assignment):
        return yes()
    return no("not_in_charge", "Bare prosjektlederen, koordinatoren og nestlederen kan gjøre dette.")


def may_end_assignment(viewer: Viewer, assignment: Assignment) -> Answer:
    """Whether the viewer may cancel or stop: the coordinator, the deputy head and the unit head."""
    heads = viewer.organisations_in(Role.UNIT_HEAD)
    if assignment.provider_id in heads or _coordinates(viewer, assignment):
        return yes()
    return no("may_not_end", "Bare koordinatoren, nestlederen og enhetslederen kan avlyse eller stanse et oppdrag.")


def _coordinates(viewer: Viewer, assignment: Assignment) -> bool:
    return assignment.provider_id in viewer.organisations_in(Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD)


def _keeps_budget(viewer: Viewer, assignment: Assignment, day: date) -> Answer:
    roles = (Role.PROJECT_ECONOMIST, Role.ASSIGNMENT_COORDINATOR)
    if assignment.provider_id in viewer.organisations_in(*roles) or leads_project(viewer, assignment, day=day):
        return yes()
    return no("not_budgeter", "Bare prosjektlederen, prosjektøkonomen og koordinatoren kan endre budsjettet.")


def _has_role(viewer: Viewer, assignment: Assignment, role: str, refused: str) -> Answer:
    if assignment.provider_id in viewer.organisations_in(role):
        return yes()
    return no("not_your_signature", refused)


def _is_another_than_leader(viewer: Viewer, assignment: Assignment, day: date) -> Answer:
    if not leads_project(viewer, assignment, day=day):
        return yes()
    return no(
        "signs_own_work",
        "Du leder prosjektet selv, og kan ikke signere også her.",
        remedy="Be en kollega med samme rolle om å signere.",
    )


def _goes_on(assignment: Assignment) -> Answer:
    if assignment.status in GOING_ON:
        return yes()
    return no("is_over", "Oppdraget er over eller avlyst. Budsjettet endres ikke mer.")


def _is_planned(assignment: Assignment) -> Answer:
    if assignment.status == AssignmentStatus.PLANNED:
        return yes()
    return no("already_started", "Sjekklistene signeres før oppdraget starter.")
