"""Telling those who lead and work for the organisations that something changes, that it does not, and that it has."""

from __future__ import annotations

from django.db.models import Q

from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.support.models import Reorganisation

Role = RoleGrant.Role
TOLD = (Role.PRINCIPAL, Role.OWNER_OFFICER, Role.OWNER_DECIDER)


def tell_of_change(letter: str, reorganisation: Reorganisation, *, why: str = "") -> int:
    """Writes support/<letter> to those concerned, in the transaction of what it tells of. How many."""
    names = list(reorganisation.sources.values_list("organisation__name", flat=True))
    becomes = list(reorganisation.targets.values_list("name", flat=True))
    facts = {"change": reorganisation, "sources": names, "targets": becomes, "why": why.strip()}
    return post(f"support/{letter}", [Reader.of(one) for one in concerned(reorganisation)], **facts)


def concerned(reorganisation: Reorganisation) -> list[Person]:
    """Principals and those who work for the owner, at whoever changes, at whom they become and at their schools, once
    each. Also those whose role ends with the change: nobody shall find out by being kept out.
    """
    sources = reorganisation.sources.values("organisation")
    targets = reorganisation.targets.exclude(organisation=None).values("organisation")
    concern = Q(pk__in=sources) | Q(pk__in=targets) | Q(parent__in=sources) | Q(parent__in=targets)
    # A school that changes is its owner's concern too.
    places = Organisation.objects.filter(concern | Q(children__in=sources)).values("pk")
    lasts = Q(ends_before=None) | Q(ends_before__gte=reorganisation.day)
    grants = RoleGrant.objects.filter(lasts, organisation__in=places, role__in=TOLD, delegated_by=None)
    people = Person.objects.filter(pk__in=grants.values("person"))
    return list(people.select_related("user").order_by("pk"))
