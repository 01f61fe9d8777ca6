"""Who is looking, and for which organisations that person may act today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant

Role = RoleGrant.Role


@dataclass(frozen=True)
class Grant:
    """A role for an organisation, in force today."""

    role: str
    organisation: Organisation


@dataclass(frozen=True)
class Viewer:
    """The person behind a request. Nobody logged in: user and person are None and there are no grants."""

    user: User | None = None
    person: Person | None = None
    grants: tuple[Grant, ...] = ()

    def organisations_in(self, *roles: str) -> frozenset[int]:
        """Keys of the organisations for which the viewer holds one of the roles."""
        return frozenset(grant.organisation.pk for grant in self.grants if grant.role in roles)

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.grants)

    @property
    def leads_schools(self) -> frozenset[int]:
        return self.organisations_in(Role.PRINCIPAL)

    @property
    def ranks_for(self) -> frozenset[int]:
        """Owners whose applications the viewer may approve and rank."""
        return self.organisations_in(Role.OWNER_OFFICER, Role.OWNER_DECIDER)

    @property
    def works_for_directorate(self) -> bool:
        return self.has_role(Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)

    def is_self(self, person_id: int) -> bool:
        return self.person is not None and self.person.pk == person_id


def viewer_of(user: User | None, *, day: date) -> Viewer:
    """The viewer for a logged-in user on a day. Two queries."""
    if user is None or not user.is_authenticated:
        return Viewer()
    person = Person.objects.filter(user=user).first()
    if person is None:
        return Viewer(user=user)
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    rows = RoleGrant.objects.filter(in_force, person=person).select_related("organisation")
    return Viewer(user, person, tuple(Grant(row.role, row.organisation) for row in rows))
