"""Who and what must be shared out when one organisation becomes several."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.support.ways import Ways


def schools_to_share(ways: Ways) -> QuerySet[Organisation]:
    """The schools of an owner that is split, by name."""
    return Organisation.objects.filter(parent__in=ways.owners, ends_before=None).order_by("name", "pk")


def people_to_share(ways: Ways) -> QuerySet[Person]:
    """Those who work at or act for the one that is split, and not at a school of it, by name."""
    day, gone = ways.reorganisation.day, [*ways.owners, *ways.schools]
    at_work = Q(employments__workplace__in=gone) & (
        Q(employments__ends_before=None) | Q(employments__ends_before__gt=day)
    )
    acting = Q(role_grants__organisation__in=gone) & (
        Q(role_grants__ends_before=None) | Q(role_grants__ends_before__gt=day)
    )
    keys = Person.objects.filter(at_work).values("pk"), Person.objects.filter(acting).values("pk")
    return Person.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1])).order_by("last_name", "first_name", "pk")
