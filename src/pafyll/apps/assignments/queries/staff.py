"""People and units of a provider, for those who share out its work."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from pafyll.apps.assignments.models import Assignment, Unit, UnitMembership
from pafyll.apps.assignments.permissions.inquiries import LEADS
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.organisations.models import Person, RoleGrant

Role = RoleGrant.Role
PROPOSED_LATER = "member_proposed"


def leaders_at(provider: int, *, day: date) -> QuerySet[Person]:
    """Those who read inquiries there that day, by name. One query."""
    grants = RoleGrant.objects.filter(in_force(day), organisation=provider, role__in=LEADS)
    return Person.objects.filter(pk__in=grants.values("person")).select_related("user")


def coordinators_of(provider: int, day: date) -> list[Person]:
    """The coordinators of the provider that day; the deputy heads where there is none. One query."""
    grants = RoleGrant.objects.filter(
        in_force(day), organisation=provider, role__in=[Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD]
    ).select_related("person__user")
    found = list(grants.order_by("pk"))
    first = [one.person for one in found if one.role == Role.ASSIGNMENT_COORDINATOR]
    return first or [one.person for one in found]


def units_of(provider: int) -> QuerySet[Unit]:
    """Departments and their sections, by name. One query."""
    return Unit.objects.filter(provider=provider).select_related("parent")


def staff_of(provider: int, *, day: date) -> QuerySet[Person]:
    """Those who work in its units that day, by name. One query."""
    rows = UnitMembership.objects.filter(in_force(day), unit__provider=provider)
    return Person.objects.filter(pk__in=rows.values("person")).select_related("user")


def proposed_later(assignment: Assignment) -> QuerySet[Event]:
    """Those who were proposed after the forum's decision, each with the grounds; the first first. One query."""
    return Event.objects.filter(about=assignment.about, verb=PROPOSED_LATER).order_by("at", "pk")
