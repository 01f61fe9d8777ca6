"""Giving people roles: by the one who administers, by delegation, and to a stand-in for a time. All dated."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import (
    ADMINISTRATORS,
    Viewer,
    may_administer,
    may_delegate,
    may_grant,
    viewer_of,
)
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.integrations.clock import OSLO

DECIDING = (*ADMINISTRATORS, RoleGrant.Role.DIRECTORATE_DECIDER)
ENDING = ["ends_before", "ended_by", "ended_at", "ended_why"]


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_before: date | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> RoleGrant:
    """Lets the person act in the role for the organisation from a day. ends_before None is until further notice."""
    require(may_grant(_viewer(by, at), person=person, role=role, organisation=organisation))
    require(_is_a_period(starts_on, ends_before))
    return _grant(person, role, organisation, starts_on, ends_before, reason=reason, by=by, at=at)


@transaction.atomic
def end_role(*, grant: RoleGrant, ends_before: date, why: str = "", by: User, at: datetime) -> RoleGrant:
    """Ends a role from a day on, never earlier than today: what was done in the role stands.

    The one who administers may end any role there; the one who delegated may take it back. What its holder has lent
    of it ends with it.
    """
    viewer = _viewer(by, at)
    if grant.delegated_by_id is None or not viewer.is_self(grant.delegated_by_id):
        require(may_administer(viewer, grant.organisation))
    require(_may_end(grant, ends_before, at))
    require(_someone_still_decides(viewer, grant, ends_before))
    grant.ends_before, grant.ended_by, grant.ended_at, grant.ended_why = ends_before, by, at, why
    grant.save(update_fields=ENDING)
    if grant.delegated_by_id is None:
        _end_what_is_lent(grant)
    return grant


def _end_what_is_lent(own: RoleGrant) -> None:
    """Those that last longer end the same day, by the same hand; one that has not begun then never does."""
    assert own.ends_before is not None
    lasts_longer = Q(ends_before__isnull=True) | Q(ends_before__gt=own.ends_before)
    lent = RoleGrant.objects.filter(delegated_by=own.person_id, role=own.role, organisation=own.organisation_id)
    for one in lent.filter(lasts_longer):
        one.ends_before = max(one.starts_on, own.ends_before)
        one.ended_by, one.ended_at, one.ended_why = own.ended_by, own.ended_at, own.ended_why
        one.save(update_fields=ENDING)


@transaction.atomic
def delegate(
    *,
    role: str,
    organisation: Organisation,
    to: Person,
    starts_on: date,
    ends_before: date,
    reason: str,
    by: User,
    at: datetime,
) -> RoleGrant:
    """Lends a role of one's own to somebody for a time, with a reason. It ends no later than the lender's own."""
    viewer = _viewer(by, at)
    require(may_delegate(viewer, role=role, organisation=organisation, to=to))
    require(_is_a_period(starts_on, ends_before))
    require(_has_reason(reason))
    assert viewer.person is not None
    ends = _own_ends(viewer.person, role, organisation, starts_on)
    require(_has_it_then(ends))
    last = min([ends_before, *(end for end in ends if end and None not in ends)])
    return _grant(to, role, organisation, starts_on, last, reason=reason, by=by, at=at, delegated_by=viewer.person)


@transaction.atomic
def substitute(
    *,
    absent: Person,
    stand_in: Person,
    organisation: Organisation,
    starts_on: date,
    ends_before: date,
    reason: str,
    by: User,
    at: datetime,
) -> list[RoleGrant]:
    """Lets the stand-in act in every role that the absent person has at the organisation, between two days.

    Arranged by the one who administers, because the absent person may not be there to do it.
    """
    viewer = _viewer(by, at)
    require(may_administer(viewer, organisation))
    require(_is_another_person(absent, stand_in))
    require(_is_a_period(starts_on, ends_before))
    require(_has_reason(reason))
    roles = _roles_to_take_over(absent, organisation, starts_on)
    require(_has_roles(roles, absent, organisation))
    return [
        _grant(stand_in, role, organisation, starts_on, ends_before, reason=reason, by=by, at=at, delegated_by=absent)
        for role in roles
    ]


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=at.astimezone(OSLO).date())


def _grant(
    person: Person,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_before: date | None,
    *,
    reason: str,
    by: User,
    at: datetime,
    delegated_by: Person | None = None,
) -> RoleGrant:
    there = Organisation.objects.select_for_update().get(pk=organisation.pk)  # the same role is not given twice at once
    require(_exists_then(there, starts_on, ends_before))
    require(_is_new(person, role, organisation, starts_on, ends_before))
    return RoleGrant.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        starts_on=starts_on,
        ends_before=ends_before,
        reason=reason,
        delegated_by=delegated_by,
        granted_by=by,
        granted_at=at,
    )


def _is_new(person: Person, role: str, organisation: Organisation, starts_on: date, ends_before: date | None) -> Answer:
    overlaps = Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on)
    if ends_before is not None:
        overlaps &= Q(starts_on__lt=ends_before)
    if not RoleGrant.objects.filter(overlaps, person=person, role=role, organisation=organisation).exists():
        return yes()
    return no(
        "has_the_role",
        "{person} har allerede rollen {role} ved {name} i denne tiden.",
        person=str(person),
        role=RoleGrant.Role(role).label,
        name=organisation.name,
    )


def _exists_then(organisation: Organisation, starts_on: date, ends_before: date | None) -> Answer:
    closes = organisation.ends_before
    if closes is None or (starts_on < closes and ends_before is not None and ends_before <= closes):
        return yes()
    return no(
        "closed_then",
        "{name} finnes ikke lenger fra {day}.",
        remedy="Gi rollen hos etterfølgeren, eller la den slutte før den dagen.",
        field="ends_before",
        name=organisation.name,
        day=f"{closes:%d.%m.%Y}",
    )


def _is_a_period(starts_on: date, ends_before: date | None) -> Answer:
    if ends_before is None or starts_on < ends_before:
        return yes()
    return no("ends_before_start", "Sluttdatoen må være etter startdatoen.", field="ends_before")


def _has_reason(reason: str) -> Answer:
    if reason.strip():
        return yes()
    return no("reason_missing", "Skriv hvorfor rollen lånes bort, for eksempel ferie eller permisjon.", field="reason")


def _may_end(grant: RoleGrant, ends_before: date, at: datetime) -> Answer:
    if grant.ends_before is not None and grant.ends_before <= ends_before:
        return no("ends_already", "Rollen er allerede avsluttet fra denne dagen.", field="ends_before")
    if ends_before < max(grant.starts_on, at.astimezone(OSLO).date()):
        return no("ends_in_the_past", "En rolle kan ikke avsluttes tilbake i tid.", field="ends_before")
    return yes()


def _someone_still_decides(viewer: Viewer, grant: RoleGrant, day: date) -> Answer:
    """The last who gives roles is not ended, or nobody could let anyone in. The directorate may, for all but itself.

    The organisation is locked while we look, so that two deciders who end each other's roles do not both succeed.
    """
    organisation = Organisation.objects.select_for_update().get(pk=grant.organisation_id)
    if grant.role not in DECIDING or grant.delegated_by_id is not None:
        return yes()
    if viewer.has_role(RoleGrant.Role.DIRECTORATE_DECIDER) and organisation.kind != Organisation.Kind.DIRECTORATE:
        return yes()
    others = RoleGrant.objects.filter(organisation=organisation, role=grant.role, delegated_by__isnull=True)
    lasting = others.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day), starts_on__lte=day)
    if lasting.exclude(pk=grant.pk).exists():
        return yes()
    return no(
        "last_decider",
        "{name} må ha minst én som kan gi roller, og dette er den siste.",
        remedy="Gi en annen rollen fra samme dag, og avslutt denne etterpå.",
        name=organisation.name,
    )


def _own_ends(person: Person, role: str, organisation: Organisation, day: date) -> list[date | None]:
    """When the lender's own grants in force that day stop; None is until further notice."""
    own = RoleGrant.objects.filter(person=person, role=role, organisation=organisation, delegated_by__isnull=True)
    in_force = own.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day), starts_on__lte=day)
    return list(in_force.values_list("ends_before", flat=True))


def _has_it_then(ends: list[date | None]) -> Answer:
    if ends:
        return yes()
    return no("not_your_role_then", "Du har ikke selv rollen fra denne dagen.", field="starts_on")


def _is_another_person(absent: Person, stand_in: Person) -> Answer:
    if absent.pk != stand_in.pk:
        return yes()
    return no("same_person", "Stedfortrederen må være en annen enn den som er borte.", field="stand_in")


def _roles_to_take_over(absent: Person, organisation: Organisation, day: date) -> list[str]:
    in_force = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    own = RoleGrant.objects.filter(in_force, person=absent, organisation=organisation, delegated_by__isnull=True)
    return sorted(set(own.values_list("role", flat=True)))


def _has_roles(roles: list[str], absent: Person, organisation: Organisation) -> Answer:
    if roles:
        return yes()
    return no(
        "no_role_to_take_over",
        "{person} har ingen rolle ved {name} å overta.",
        person=str(absent),
        name=organisation.name,
    )
