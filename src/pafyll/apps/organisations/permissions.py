"""Who is looking, and for which organisations that person may act today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Q

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.integrations.prepared import Prepared, Slot

Role = RoleGrant.Role


@dataclass(frozen=True)
class Grant:
    """A role for an organisation, in force today. Inherited: for a closed one, by the role at its successor."""

    role: str
    organisation: Organisation
    is_delegated: bool = False
    is_inherited: bool = False


@dataclass(frozen=True)
class Viewer:
    """The person behind a request. Nobody logged in: user and person are None and there are no grants."""

    user: User | None = None
    person: Person | None = None
    grants: tuple[Grant, ...] = ()

    def organisations_in(self, *roles: str) -> frozenset[int]:
        """Keys of the organisations for which the viewer holds one of the roles."""
        return frozenset(grant.organisation.pk for grant in self.grants if grant.role in roles)

    def has_herself(self, *roles: str) -> frozenset[int]:
        """Keys of the organisations for which the viewer holds one of the roles without having borrowed it."""
        own = (grant for grant in self.grants if not grant.is_delegated)
        return frozenset(grant.organisation.pk for grant in own if grant.role in roles)

    def decides_at(self, organisation: Organisation) -> bool:
        """Whether the viewer decides at the organisation, at its owner, or for the whole country."""
        own = self.organisations_in(Role.OWNER_DECIDER)
        return self.has_role(Role.DIRECTORATE_DECIDER) or bool(own & {organisation.pk, organisation.parent_id})

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
    def represents_an_owners_staff(self) -> bool:
        """Whether the viewer is a union representative with an owner, and not only in the union's own office."""
        return any(one.role == Role.UNION_REPRESENTATIVE and one.organisation.is_owner for one in self.grants)

    @property
    def works_for_directorate(self) -> bool:
        return self.has_role(Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)

    def is_self(self, person_id: int) -> bool:
        return self.person is not None and self.person.pk == person_id


def viewer_of(user: User | None, *, day: date) -> Viewer:
    """The viewer for a logged-in user on a day. No query for one just found by her session (backends.Users), else one;
    one more for someone without roles, or with one at a successor: she goes on with what the closed organisation began.

    A system that acts for one organisation has the holder's own roles there: none elsewhere, and none that are lent.
    """
    if user is None or not user.is_authenticated:
        return Viewer()
    rows = [one for one in _taken(user) if one.starts_on <= day and (one.ends_before is None or one.ends_before > day)]
    if user.acts_only_for is not None:
        rows = [one for one in rows if one.organisation_id == user.acts_only_for and one.delegated_by_id is None]
    person = rows[0].person if rows else Person.objects.filter(user=user).order_by().first()
    if person is None:
        return Viewer(user=user)
    own = tuple(Grant(row.role, row.organisation, row.delegated_by_id is not None) for row in rows)
    inherited = _inherited(own) if user.acts_only_for is None else ()
    return Viewer(user, person, own + inherited)


def _taken(user: User) -> list[RoleGrant]:
    """The user's roles, then and now: those that were read with her where nobody has taken them yet, else read anew."""
    rows: list[RoleGrant] | None = user.roles_read
    user.roles_read = None
    return ROLES_OF_USER.ask(user=user.pk) if rows is None else rows


ROLES_OF_USER = Prepared(
    lambda: RoleGrant.objects.filter(person__user=Slot("user", BigIntegerField())).select_related(
        "organisation", "person__user"
    )
)


def _inherited(own: tuple[Grant, ...]) -> tuple[Grant, ...]:
    """The same roles at the closed organisations that hers speak for. No query when hers speak for none."""
    keys = {key for one in own for key in one.organisation.speaks_for or ()}
    former = Organisation.objects.in_bulk(keys) if keys else {}
    return tuple(
        Grant(one.role, former[key], one.is_delegated, is_inherited=True)
        for one in own
        for key in one.organisation.speaks_for or ()
        if key in former
    )


# Which roles make sense where.
ROLES_BY_KIND = {
    Organisation.Kind.SCHOOL: {Role.TEACHER, Role.PRINCIPAL},
    Organisation.Kind.MUNICIPALITY: {Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.UNION_REPRESENTATIVE},
    Organisation.Kind.COUNTY_AUTHORITY: {Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.UNION_REPRESENTATIVE},
    Organisation.Kind.PRIVATE_OWNER: {Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.UNION_REPRESENTATIVE},
    Organisation.Kind.PROVIDER: {
        Role.PROVIDER_OFFICER,
        Role.ASSIGNMENT_COORDINATOR,
        Role.DEPUTY_HEAD,
        Role.SECTION_LEADER,
        Role.UNIT_HEAD,
        Role.PROJECT_ECONOMIST,
        Role.ACADEMIC,
    },
    Organisation.Kind.COUNTY_GOVERNOR: {Role.COUNTY_GOVERNOR},
    Organisation.Kind.DIRECTORATE: {Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER, Role.SUPPORT},
    Organisation.Kind.MINISTRY: {Role.APPEALS_OFFICER},
    Organisation.Kind.UNION: {Role.UNION_REPRESENTATIVE},
    Organisation.Kind.ASSOCIATION: {Role.UNION_REPRESENTATIVE},  # speaks for its members at the same desk
}


# Who gives and ends roles at their own organisation: an owner's for its schools too.
ADMINISTRATORS = (Role.OWNER_DECIDER, Role.DEPUTY_HEAD, Role.COUNTY_GOVERNOR)


def may_administer(viewer: Viewer, organisation: Organisation) -> Answer:
    """Whether the viewer may grant and end roles at the organisation.

    An owner's decider administers the owner and its schools, a provider's deputy head the provider, and those at a
    County Governor each other; the directorate's decider every organisation.
    """
    own = viewer.organisations_in(*ADMINISTRATORS)
    if viewer.has_role(Role.DIRECTORATE_DECIDER) or own & {organisation.pk, organisation.parent_id}:
        return yes()
    return no(
        "not_administrator",
        "Du kan ikke gi eller avslutte roller ved {name}.",
        remedy="Be den som gir roller der, om å gjøre det.",
        name=organisation.name,
    )


def may_see_number(viewer: Viewer, person: Person) -> Answer:
    """Whether the viewer may see the person's identity number: who decides at the owner where the person works or acts.

    She must know that a log-in is the right person's. Nobody else needs it, also not others who give roles, and nobody
    sees her own this way.
    """
    places = Organisation.objects.filter(Q(employments__person=person) | Q(role_grants__person=person)).distinct()
    if any(viewer.decides_at(place) for place in places):
        return yes()
    return no(
        "no_need_for_number",
        "Du kan ikke se fødselsnummeret til denne personen.",
        law="personopplysningsloven § 12",
        remedy="Be den som er beslutter hos eieren om å sjekke det.",
    )


def may_grant(viewer: Viewer, *, person: Person, role: str, organisation: Organisation) -> Answer:
    """Whether the viewer may give the person the role there. Nobody gives a role to themselves."""
    return first_no([may_administer(viewer, organisation), suits(role, organisation), _is_another(viewer, person)])


def may_delegate(viewer: Viewer, *, role: str, organisation: Organisation, to: Person) -> Answer:
    """Whether the viewer may lend a role of their own. What is borrowed cannot be lent on."""
    return first_no([_holds_unborrowed(viewer, role, organisation), _is_another(viewer, to)])


def suits(role: str, organisation: Organisation) -> Answer:
    """Whether the role exists at that kind of organisation."""
    if role in ROLES_BY_KIND[Organisation.Kind(organisation.kind)]:
        return yes()
    return no(
        "role_not_here",
        "Rollen {role} finnes ikke ved {name}.",
        field="role",
        role=Role(role).label,
        name=organisation.name,
    )


def _is_another(viewer: Viewer, person: Person) -> Answer:
    if not viewer.is_self(person.pk):
        return yes()
    return no("not_to_yourself", "Du kan ikke gi deg selv en rolle.", remedy="Be en annen beslutter om å gjøre det.")


def _holds_unborrowed(viewer: Viewer, role: str, organisation: Organisation) -> Answer:
    mine = [grant for grant in viewer.grants if grant.role == role and grant.organisation.pk == organisation.pk]
    if any(not grant.is_delegated for grant in mine):
        return yes()
    if mine:
        return no("borrowed_role", "Du har rollen på vegne av en annen, og kan ikke delegere den videre.")
    return no("not_your_role", "Du kan bare delegere roller som du har selv.", field="role")
