"""Who may write what is known of teachers, decide deviations, and set assumptions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from pafyll.apps.organisations.models import Employment, Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes

Role = RoleGrant.Role


def may_state(viewer: Viewer, person: Person) -> Answer:
    """Whether the viewer may type in what she has herself."""
    if viewer.is_self(person.pk):
        return yes()
    return no("not_yourself", "Du kan bare registrere dine egne studiepoeng her.")


def may_keep_staff(viewer: Viewer, person: Person, school: Organisation, day: date) -> Answer:
    """Whether the viewer may write what is known of someone at the school: its principal, or the owner's officer."""
    return first_no([may_lead(viewer, school), works_at(person, school, day)])


def may_lead(viewer: Viewer, school: Organisation) -> Answer:
    """Whether the viewer leads the school, or works for its owner."""
    if school.pk in viewer.leads_schools or school.parent_id in viewer.ranks_for:
        return yes()
    return no(
        "not_your_school",
        "Bare rektor ved {name} og skoleeieren kan gjøre dette.",
        remedy="Si fra til rektor.",
        name=school.name,
    )


def works_at(person: Person, school: Organisation, day: date) -> Answer:
    """Whether the person has a position at the school on the day."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    if Employment.objects.filter(in_force, person=person, workplace=school).exists():
        return yes()
    return no(
        "not_employed_here",
        "{person} har ingen stilling ved {school} i dag.",
        remedy="Be skoleeieren registrere stillingen først.",
        person=str(person),
        school=school.name,
    )


def may_confirm(viewer: Viewer, person: Person, school: Organisation, day: date) -> Answer:
    """Whether the viewer may confirm what someone typed in: never her own."""
    if viewer.is_self(person.pk):
        return no(
            "not_your_own",
            "Du kan ikke bekrefte det du selv har oppgitt.",
            remedy="Be skoleeieren om å gjøre det.",
            law="fvl. § 6",
        )
    return may_keep_staff(viewer, person, school, day)


def may_assume(viewer: Viewer, owner: Organisation) -> Answer:
    """Whether the viewer may say what the owner assumes."""
    if owner.pk in viewer.ranks_for:
        return yes()
    return no("not_your_owner", "Bare skoleeieren selv kan sette antakelsen.")


def may_decide_deviation(viewer: Viewer, owner: Organisation, person: Person | None = None) -> Answer:
    """Whether the viewer may decide, or end, a deviation: the owner's decider, and never about herself."""
    if owner.pk not in viewer.organisations_in(Role.OWNER_DECIDER):
        return no(
            "not_decider",
            "Bare den som har fullmakt til å beslutte hos {name}, kan bestemme avvik fra kravet.",
            remedy="Be en beslutter hos skoleeieren om å gjøre det.",
            law="oppll. § 17-4",
            name=owner.name,
        )
    if person is not None and viewer.is_self(person.pk):
        return no(
            "disqualified",
            "Avviket gjelder deg selv, og da er du inhabil.",
            remedy="En annen må ta det.",
            law="fvl. § 6",
        )
    return yes()
