"""Groups that would like to study together, and who can be in one."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import CompanionGroup


def visible_groups(viewer: Viewer) -> QuerySet[CompanionGroup]:
    """Live groups at the schools that the viewer leads, and at the schools of the owners that she works for."""
    mine = Q(school__in=viewer.leads_schools) | Q(school__parent__in=viewer.ranks_for)
    rows = CompanionGroup.objects.filter(mine, ended_at__isnull=True)
    return rows.select_related("school", "named_by").prefetch_related("people").order_by("school__name", "subject")


def staff_of(school: Organisation, *, day: date) -> QuerySet[Person]:
    """Those who have a position at the school on the day, by name."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    here = Employment.objects.filter(in_force, workplace=school).values("person")
    return Person.objects.filter(pk__in=here).order_by("last_name", "first_name", "pk")
