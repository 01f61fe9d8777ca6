"""Mail to people: written when the change is, never standing in the way of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Organisation, Person


def tell(person: Person, letter: str, **facts: Any) -> None:
    """Posts applications/<letter> to the person in her form of Norwegian. Without address: no mail."""
    post(f"applications/{letter}", [Reader.of(person)], person=person, **facts)


def tell_office(office: Organisation, letter: str, *, roles: Sequence[str], day: date, **facts: Any) -> None:
    """Posts the letter to everyone who has one of the roles there that day; to the office's own address if nobody has.

    The letter greets the office by name: the same words suit all of them.
    """
    people = [person for person in _people_in(office, roles, day) if address_of(person)]
    for person in people:
        tell(person, letter, office=office, **facts)
    if not people:
        post(f"applications/{letter}", [Reader(office.email)], office=office, **facts)


def address_of(person: Person) -> str:
    """Where the person reads mail; "" where nobody knows."""
    return Reader.of(person).address


def _people_in(office: Organisation, roles: Sequence[str], day: date) -> list[Person]:
    in_force = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    held = Q(role_grants__organisation=office, role_grants__role__in=roles, role_grants__starts_on__lte=day)
    return list(Person.objects.filter(held & in_force).select_related("user").distinct().order_by("pk"))
