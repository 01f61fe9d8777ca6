"""Who gives roles and lends their own."""

from __future__ import annotations

from datetime import date

from pafyll.apps.casework.services.revealing import reveal_number
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.services import delegate, end_role, grant_role
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import (
    EmploymentFactory,
    IdentityNumberFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)
from tests.factories.base import NOW, TODAY

Role = RoleGrant.Role


@witness_of("organisations.permissions", "may_grant", "suits", "_is_another")
def marit_gives_roles_at_her_owner_and_none_to_herself() -> Outcomes:
    fjordvik, colleague = OrganisationFactory(municipality=True), PersonFactory()
    marit = RoleGrantFactory(owner_decider=True, organisation=fjordvik).person
    ola = RoleGrantFactory(owner_decider=True).person

    def gives(to, role=Role.OWNER_OFFICER, by=marit):
        given = {"person": to, "role": role, "organisation": fjordvik, "starts_on": TODAY}
        return tried(grant_role, **given, by=by.user, at=NOW)

    return [gives(colleague), gives(colleague, by=ola), gives(marit), gives(colleague, Role.PRINCIPAL)]


@witness_of("organisations.permissions", "may_delegate", "_holds_unborrowed")
def siri_lends_the_role_that_is_hers_and_not_one_that_she_borrowed() -> Outcomes:
    fjordvik, colleague = OrganisationFactory(municipality=True), PersonFactory()
    siri = RoleGrantFactory(owner_officer=True, organisation=fjordvik).person
    RoleGrantFactory(owner_decider=True, delegated=True, person=siri, organisation=fjordvik)

    def lends(role, to=colleague):
        given = {"role": role, "organisation": fjordvik, "to": to, "starts_on": TODAY, "reason": "Ferie"}
        return tried(delegate, **given, ends_before=date(2026, 7, 1), by=siri.user, at=NOW)

    return [lends(Role.OWNER_OFFICER), lends(Role.OWNER_DECIDER), lends(Role.OWNER_OFFICER, to=siri)]


@witness_of("organisations.permissions", "may_administer")
def marit_ends_a_role_at_her_own_owner() -> Outcomes:
    grant = RoleGrantFactory(owner_officer=True)
    people = acting("owner_decider", grant.organisation), acting("owner_decider")
    return [tried(end_role, grant=grant, ends_before=date(2026, 7, 1), by=by, at=NOW) for by in people]


@witness_of("organisations.permissions", "may_see_number")
def marit_sees_the_number_of_one_who_works_for_her_owner() -> Outcomes:
    person = IdentityNumberFactory().person
    school = EmploymentFactory(person=person).workplace
    people = acting("owner_decider", school.parent), acting("owner_officer", school.parent), acting("owner_decider")
    return [
        tried(reveal_number, person=person, why="Innloggingen må knyttes til rett person.", by=by, at=NOW)
        for by in people
    ]
