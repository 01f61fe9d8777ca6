"""An organisation administers its own people: an owner's decider, a provider's deputy head, a Governor's advisers."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import ADMINISTRATORS, ROLES_BY_KIND, viewer_of
from pafyll.apps.organisations.queries import people_of_organisation
from pafyll.apps.organisations.services import end_role, grant_role, substitute
from pafyll.domain.answers import Refusal
from tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db
Role, Kind = RoleGrant.Role, Organisation.Kind
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
LEADS = [("provider", Role.DEPUTY_HEAD, Role.PROVIDER_OFFICER), ("county_governor",) + (Role.COUNTY_GOVERNOR,) * 2]


def colleague(role, organisation):
    person = PersonFactory(user=UserFactory())
    return RoleGrantFactory(person=person, role=role, organisation=organisation)


@pytest.fixture(params=LEADS, ids=lambda one: one[0])
def place(request):
    """(the organisation, who leads there, a role to give)."""
    kind, leads, gives = request.param
    organisation = OrganisationFactory(**{kind: True})
    return organisation, colleague(leads, organisation), gives


def test_it_gives_a_role_arranges_a_stand_in_and_ends_it(place):
    organisation, lead, role = place
    new, by = PersonFactory(), {"by": lead.person.user, "at": NOW}
    given = grant_role(person=new, role=role, organisation=organisation, starts_on=APRIL, **by)
    lent = substitute(
        absent=new, stand_in=PersonFactory(), organisation=organisation, starts_on=APRIL, ends_before=MAY,
        reason="Ferie", **by,
    )  # fmt: skip
    end_role(grant=given, ends_before=date(2026, 4, 15), why="Sluttet", **by)

    lent[0].refresh_from_db()
    assert (lent[0].role, lent[0].ends_before) == (role, date(2026, 4, 15))
    rows = people_of_organisation(viewer=viewer_of(lead.person.user, day=TODAY), organisation=organisation, day=TODAY)
    assert {one.grant.pk for one in rows} >= {given.pk, lent[0].pk}  # who has what, and who had


def test_nobody_there_gives_themselves_a_role_or_one_elsewhere(place):
    organisation, lead, role = place
    other = OrganisationFactory(**{organisation.kind: True})
    for person, where, code in ((lead.person, organisation, "not_to_yourself"), (PersonFactory(), other, None)):
        with pytest.raises(Refusal) as refused:
            grant_role(person=person, role=role, organisation=where, starts_on=APRIL, by=lead.person.user, at=NOW)
        assert refused.value.answer.code == (code or "not_administrator")


def test_the_last_who_can_let_anyone_in_is_not_ended(place):
    organisation, lead, _role = place
    with pytest.raises(Refusal, match="last_decider"):
        end_role(grant=lead, ends_before=APRIL, by=lead.person.user, at=NOW)
    colleague(lead.role, organisation)
    assert end_role(grant=lead, ends_before=APRIL, by=lead.person.user, at=NOW).ends_before == APRIL


def test_an_ordinary_employee_of_a_provider_gives_nobody_a_role():
    provider = OrganisationFactory(provider=True)
    officer = colleague(Role.PROVIDER_OFFICER, provider)
    with pytest.raises(Refusal, match="not_administrator"):
        grant_role(
            person=PersonFactory(), role=Role.ACADEMIC, organisation=provider, starts_on=APRIL,
            by=officer.person.user, at=NOW,
        )  # fmt: skip


def test_every_kind_of_organisation_with_roles_of_its_own_is_administered_by_somebody():
    """Schools by their owner; ministries, unions and associations by the directorate, which runs Påfyll."""
    from_above = {Kind.SCHOOL, Kind.MINISTRY, Kind.UNION, Kind.ASSOCIATION}
    administer = {*ADMINISTRATORS, Role.DIRECTORATE_DECIDER}
    assert {kind for kind, roles in ROLES_BY_KIND.items() if not administer & roles} == from_above
