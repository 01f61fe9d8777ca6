"""Whom one can ask at a provider, as the entrance names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.assignments.models import UnitMembership
from pafyll.apps.assignments.queries.staff import coordinators_of
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.organisations.models import Organisation, Person


@dataclass(frozen=True)
class Contact:
    """A coordinator in her function: what is public of anyone who receives inquiries."""

    name: str
    title: str
    unit: str
    email: str


def contacts_of(provider: Organisation, *, day: date) -> list[Contact]:
    """Those who receive inquiries there that day. Two queries."""
    people = coordinators_of(provider.pk, day)
    rows = UnitMembership.objects.filter(in_force(day), unit__provider=provider, person__in=people)
    work = {one.person_id: one for one in rows.select_related("unit")}
    return [_contact(one, work.get(one.pk)) for one in people]


def _contact(person: Person, work: UnitMembership | None) -> Contact:
    return Contact(str(person), work.title if work else "", work.unit.name if work else "", person.email)
