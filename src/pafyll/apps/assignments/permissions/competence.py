"""Who may see and change what people say about their competence."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.assignments.models import CompetenceProfile, Unit, UnitMembership
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

Role = RoleGrant.Role
SEES_ALL = (Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD, Role.UNIT_HEAD)  # they put teams together
WORKS_THERE = (*SEES_ALL, Role.SECTION_LEADER, Role.ACADEMIC, Role.PROJECT_ECONOMIST)


def members_on(day: date) -> QuerySet[UnitMembership]:
    """Who works in which unit on the day."""
    in_force = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    return UnitMembership.objects.filter(in_force, starts_on__lte=day)


def units_seen(viewer: Viewer, *, day: date) -> QuerySet[Unit]:
    """Units whose people's competence the viewer may see: every one of the provider, or the section that she leads."""
    every = Q(provider__in=viewer.organisations_in(*SEES_ALL))
    if viewer.person is None or not viewer.has_role(Role.SECTION_LEADER):
        return Unit.objects.filter(every).distinct()
    led = members_on(day).filter(person=viewer.person, leads=True).values("unit")
    own = Q(pk__in=led) | Q(parent__in=led)
    at = viewer.organisations_in(Role.SECTION_LEADER)
    return Unit.objects.filter(every | (own & Q(provider__in=at))).distinct()


def visible_profiles(viewer: Viewer, *, day: date) -> QuerySet[CompetenceProfile]:
    """The viewer's own page, and those of people in the units that she may see. Nobody else's."""
    if viewer.person is None:
        return CompetenceProfile.objects.none()
    units = units_seen(viewer, day=day)
    theirs = Q(
        person__in=members_on(day).filter(unit__in=units).values("person"), provider__in=units.values("provider")
    )
    mine = Q(person=viewer.person, provider__in=viewer.organisations_in(*WORKS_THERE))
    return CompetenceProfile.objects.filter(mine | theirs).select_related("person", "provider").distinct()


def may_have_profile(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer works at the provider, and so has a page of her own there."""
    if viewer.person is not None and provider in viewer.organisations_in(*WORKS_THERE):
        return yes()
    return no("not_staff_here", "Bare den som arbeider i lærerutdanningen, har en egen side her.")


def may_edit_profile(viewer: Viewer, profile: CompetenceProfile) -> Answer:
    """Whether the page is the viewer's own: nobody states another's competence."""
    if viewer.is_self(profile.person_id):
        return yes()
    return no(
        "not_your_profile",
        "Bare {name} kan endre dette.",
        remedy="Be personen om å rette det selv.",
        name=str(profile.person),
    )


def may_see_overview(viewer: Viewer) -> Answer:
    """Whether the viewer may see others' competence and search in it."""
    if viewer.has_role(*SEES_ALL, Role.SECTION_LEADER):
        return yes()
    return no(
        "not_leader", "Oversikten er for ledere og den som setter sammen grupper.", remedy="Din egen side kan du se."
    )
