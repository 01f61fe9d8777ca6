"""Lists of organisations and of the people who act for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import ADMINISTRATORS, Role, Viewer, may_administer

LEAST_SEARCH = 2


@dataclass(frozen=True)
class Colleague:
    """A person with the grant that lets them act; stands_in_for is the one they do it for, if anyone."""

    person: Person
    grant: RoleGrant
    role_name: str
    stands_in_for: Person | None
    is_in_force: bool
    may_end: bool


def people_of_organisation(*, viewer: Viewer, organisation: Organisation, day: date) -> list[Colleague]:
    """Who may act for the organisation, now and later, and who no longer may; empty for those it does not concern.

    Visible to those who administer it, act for it, or work for its owner. One query.
    """
    may_end = bool(may_administer(viewer, organisation))
    acts_for = viewer.organisations_in(*set(Role.values) - {Role.TEACHER})
    if not may_end and not acts_for & {organisation.pk, organisation.parent_id}:
        return []
    grants = (
        RoleGrant.objects.filter(organisation=organisation)
        .exclude(role=Role.TEACHER)
        .select_related("person", "delegated_by", "granted_by", "ended_by", "organisation")
        .order_by("role", "person__last_name", "person__first_name", "starts_on")
    )
    return [_colleague(grant, day, may_end or _lent_it(viewer, grant)) for grant in grants]


def _lent_it(viewer: Viewer, grant: RoleGrant) -> bool:
    return grant.delegated_by_id is not None and viewer.is_self(grant.delegated_by_id)


def _colleague(grant: RoleGrant, day: date, may_end: bool) -> Colleague:
    ended = grant.ends_before is not None and grant.ends_before <= day
    return Colleague(
        person=grant.person,
        grant=grant,
        role_name=str(RoleGrant.Role(grant.role).label),
        stands_in_for=grant.delegated_by,
        is_in_force=grant.starts_on <= day and not ended,
        may_end=may_end and not ended,
    )


def organisations_with_known_people(*, viewer: Viewer) -> QuerySet[Organisation]:
    """Those whose people the viewer may see, as people_of_organisation has it. One query."""
    everything = Organisation.objects.select_related("parent").order_by("name")
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return everything
    mine = viewer.organisations_in(*set(Role.values) - {Role.TEACHER})
    return everything.filter(Q(pk__in=mine) | Q(parent__in=mine))


def people_administered(*, viewer: Viewer) -> QuerySet[Person]:
    """People who work at or act for an organisation whose roles the viewer administers, by name."""
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return Person.objects.all()
    own = viewer.organisations_in(*ADMINISTRATORS)
    places = Organisation.objects.filter(Q(pk__in=own) | Q(parent__in=own))
    at_work = Q(pk__in=Person.objects.filter(employments__workplace__in=places).values("pk"))
    acting = Q(pk__in=Person.objects.filter(role_grants__organisation__in=places).values("pk"))
    return Person.objects.filter(at_work | acting)


def people_with_address(address: str) -> list[Person]:
    """Those who read mail at the address, whether they wrote it in capitals or not; at most two. One query."""
    written = address.strip()
    if not written:
        return []
    found = Person.objects.filter(Q(email__iexact=written) | Q(email="", user__email__iexact=written))
    return list(found.select_related("user").order_by("pk")[:2])


def schools_of(*, viewer: Viewer, owner: Organisation) -> QuerySet[Organisation]:
    """The owner's schools by name, without the closed. Schools are public; who works there is not. One query."""
    return Organisation.objects.filter(parent=owner, kind=Organisation.Kind.SCHOOL, ends_before=None).order_by("name")


def owners_of(*, viewer: Viewer) -> QuerySet[Organisation]:
    """The owners that the viewer works for, by name. One query."""
    return Organisation.objects.filter(pk__in=viewer.ranks_for).order_by("name")


def organisations_found(
    *, viewer: Viewer, text: str, kinds: tuple[str, ...] = (), county_code: str = ""
) -> QuerySet[Organisation]:
    """Organisations whose name holds the text or whose number begins with it, by name; none for a single letter.

    Names and numbers are public. kinds and county_code narrow the search when given. One query.
    """
    words = text.split()
    if len("".join(words)) < LEAST_SEARCH:
        return Organisation.objects.none()
    found = Organisation.objects.select_related("parent").order_by("name")
    found = found.filter(kind__in=kinds) if kinds else found
    found = found.filter(county_code=county_code) if county_code else found
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(number__startswith=word))
    return found
