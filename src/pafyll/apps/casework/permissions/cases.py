"""Who may see and handle an owner's cases. A disqualified officer may neither; a substitute may within the dates."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from pafyll.apps.casework.models import (
    Case,
    CaseSubstitute,
    Consultation,
    ImpartialityDeclaration,
)
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.case import OPEN, CaseStatus, ConsultationStatus
from pafyll.domain.rules.impartiality import ground_label

Role = RoleGrant.Role


def in_force(day: date) -> Q:
    """Rows with starts_on and ends_before whose period the day is in."""
    return Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))


def disqualified_in(viewer: Viewer, day: date) -> frozenset[int]:
    """Keys of the cases that the viewer is disqualified in that day. One query."""
    if viewer.user is None:
        return frozenset()
    rows = ImpartialityDeclaration.objects.filter(in_force(day), officer=viewer.user)
    return frozenset(rows.values_list("case_id", flat=True))


def may_see(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may open the case at the owner's desk."""
    if case.owner_id not in viewer.ranks_for:
        return no("not_your_owner", "Bare skoleeieren som har saken, kan se den her.")
    return is_impartial(viewer, case, day=day)


def is_impartial(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """A no with the ground, the law and the period when the viewer is disqualified in the case."""
    if viewer.user is None:
        return yes()
    found = ImpartialityDeclaration.objects.filter(in_force(day), officer=viewer.user, case=case).first()
    if found is None:
        return yes()
    return no(
        "disqualified",
        "Du er inhabil i sak {number}, og kan verken se den eller gjøre noe i den. Grunnen er: {ground}.",
        remedy="En kollega eller en stedfortreder må ta saken. Er dette feil, ta det opp med lederen din.",
        law=found.law,
        number=case.case_number,
        ground=ground_label(found.ground).lower(),
    )


def may_create_case(viewer: Viewer, owner: int) -> Answer:
    """Whether the viewer may start a case for the owner."""
    if owner in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare den som arbeider hos skoleeieren, kan opprette en sak.")


def may_handle(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may work on the case: its officer, a substitute within the dates, or a decider."""
    return first_no([may_see(viewer, case, day=day), _has_the_case(viewer, case, day)])


def may_work_on(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may work on the case, and it is not over."""
    return first_no([may_handle(viewer, case, day=day), _is_open(case)])


def may_edit_paper(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may write the case's paper now."""
    return may_work_on(viewer, case, day=day)


def may_decide_impartiality(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may say that another officer is disqualified, and appoint a substitute: a decider."""
    if case.owner_id in viewer.organisations_in(Role.OWNER_DECIDER):
        return is_impartial(viewer, case, day=day)
    return no(
        "not_decider",
        "Bare en beslutter hos skoleeieren kan gjøre dette for en annen.",
        remedy="Du kan alltid melde fra at du selv er inhabil.",
    )


def may_resolve(viewer: Viewer, case: Case, *, day: date) -> Answer:
    """Whether the viewer may record what the politicians resolved."""
    return first_no([may_handle(viewer, case, day=day), _is_in(case, CaseStatus.FOR_RESOLUTION)])


def may_state(viewer: Viewer, consultation: Consultation) -> Answer:
    """Whether the viewer may give the union's statement: once, until the case goes to the politicians."""
    if not (answer := _is_of_the_union(viewer, consultation)):
        return answer
    if hasattr(consultation, "statement"):
        return no("already_stated", "Organisasjonen har gitt uttalelsen sin i saken.")
    if consultation.status == ConsultationStatus.CANCELLED or consultation.case.status != CaseStatus.IN_CONSULTATION:
        return no("not_in_consultation", "Saken er ikke til drøfting nå, så det kan ikke gis uttalelse.")
    return yes()


def may_confirm_minutes(viewer: Viewer, consultation: Consultation) -> Answer:
    """Whether the viewer may confirm the minutes: for the union, when they are written."""
    if not (answer := _is_of_the_union(viewer, consultation)):
        return answer
    if consultation.status == ConsultationStatus.HELD:
        return yes()
    return no("nothing_to_confirm", "Det er ikke noe referat som venter på godkjenning.")


def _is_of_the_union(viewer: Viewer, consultation: Consultation) -> Answer:
    if consultation.union_id in viewer.organisations_in(Role.UNION_REPRESENTATIVE):
        return yes()
    return no("not_your_union", "Bare den som er tillitsvalgt i organisasjonen, kan gjøre dette.")


def _has_the_case(viewer: Viewer, case: Case, day: date) -> Answer:
    me = viewer.user.pk if viewer.user else None
    decides = case.owner_id in viewer.organisations_in(Role.OWNER_DECIDER)
    if case.officer_id == me or decides or _stands_in(me, case, day):
        return yes()
    return no(
        "not_your_case",
        "{officer} har saken, så du kan lese den, men ikke endre noe.",
        remedy="En beslutter kan gjøre deg til stedfortreder i saken for en tid.",
        officer=str(case.officer),
    )


def _stands_in(user: int | None, case: Case, day: date) -> bool:
    return CaseSubstitute.objects.filter(in_force(day), case=case, substitute=user).exists()


def _is_open(case: Case) -> Answer:
    return _is_in(case, *OPEN)


def _is_in(case: Case, *statuses: CaseStatus) -> Answer:
    if case.status in statuses:
        return yes()
    label = CaseStatus(case.status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Dette kan ikke gjøres nå: saken har status «{status}».", status=label)
