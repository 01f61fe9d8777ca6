"""Who may let whom act for which organisation, from which day to which day."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import ROLES_BY_KIND, Role, viewer_of
from pafyll.apps.organisations.services import delegate, end_role, grant_role, substitute
from pafyll.domain.answers import Refusal
from tests.factories.base import NOW

FJORDVIK = "Fjordvik kommune"
APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def fjordvik(world):
    return Organisation.objects.get(name=FJORDVIK)


@pytest.fixture
def school(world):
    return Organisation.objects.get(name="Fjordvik skole")


def has_role(person, role, organisation, day):
    return organisation.pk in viewer_of(person.user, day=day).organisations_in(role)


def test_marit_lets_inger_work_as_an_officer_from_a_day(marit, inger, fjordvik):
    grant_role(person=inger, role=Role.OWNER_OFFICER, organisation=fjordvik, starts_on=APRIL, by=marit.user, at=NOW)

    assert not has_role(inger, Role.OWNER_OFFICER, fjordvik, date(2026, 3, 31))
    assert has_role(inger, Role.OWNER_OFFICER, fjordvik, APRIL)


def test_a_grant_says_who_granted_it_and_when(marit, inger, fjordvik):
    grant = grant_role(
        person=inger, role=Role.OWNER_OFFICER, organisation=fjordvik, starts_on=APRIL, by=marit.user, at=NOW
    )

    assert (grant.granted_by, grant.granted_at) == (marit.user, NOW)


def test_marit_appoints_a_principal_at_one_of_her_schools(marit, leif, school):
    grant_role(person=leif, role=Role.PRINCIPAL, organisation=school, starts_on=APRIL, by=marit.user, at=NOW)

    assert has_role(leif, Role.PRINCIPAL, school, APRIL)


def test_ola_of_another_owner_may_not_give_roles_in_fjordvik(ola, inger, fjordvik, school):
    for role, organisation in ((Role.OWNER_OFFICER, fjordvik), (Role.PRINCIPAL, school)):
        with pytest.raises(Refusal) as refusal:
            grant_role(person=inger, role=role, organisation=organisation, starts_on=APRIL, by=ola.user, at=NOW)
        assert refusal.value.answer.code == "not_administrator"


def test_per_the_principal_gives_nobody_a_role(per, inger, school):
    with pytest.raises(Refusal, match="not_administrator"):
        grant_role(person=inger, role=Role.PRINCIPAL, organisation=school, starts_on=APRIL, by=per.user, at=NOW)


def test_nobody_gives_a_role_to_themselves(marit, fjordvik):
    with pytest.raises(Refusal, match="not_to_yourself"):
        grant_role(person=marit, role=Role.OWNER_OFFICER, organisation=fjordvik, starts_on=APRIL, by=marit.user, at=NOW)


def test_idar_in_the_directorate_may_let_a_provider_have_its_first_officer(idar, inger, world):
    college = Organisation.objects.get(name="Universitetet i Storby")

    grant_role(person=inger, role=Role.PROVIDER_OFFICER, organisation=college, starts_on=APRIL, by=idar.user, at=NOW)

    assert has_role(inger, Role.PROVIDER_OFFICER, college, APRIL)


def test_a_municipality_has_no_principals(marit, inger, fjordvik):
    with pytest.raises(Refusal, match="role_not_here"):
        grant_role(person=inger, role=Role.PRINCIPAL, organisation=fjordvik, starts_on=APRIL, by=marit.user, at=NOW)


def test_every_kind_of_organisation_and_every_role_has_its_place():
    assert set(ROLES_BY_KIND) == set(Organisation.Kind)
    assert set().union(*ROLES_BY_KIND.values()) == set(Role)


def test_the_same_role_is_not_given_twice_for_the_same_time(marit, siri, fjordvik):
    with pytest.raises(Refusal, match="has_the_role"):
        grant_role(person=siri, role=Role.OWNER_OFFICER, organisation=fjordvik, starts_on=APRIL, by=marit.user, at=NOW)


def test_a_role_can_be_given_again_after_it_ended(marit, inger, fjordvik):
    asked = {"person": inger, "role": Role.OWNER_OFFICER, "organisation": fjordvik, "by": marit.user, "at": NOW}
    grant_role(**asked, starts_on=APRIL, ends_before=MAY)
    grant_role(**asked, starts_on=MAY)

    assert has_role(inger, Role.OWNER_OFFICER, fjordvik, JUNE)


def test_a_period_that_ends_before_it_starts_is_refused(marit, inger, fjordvik):
    with pytest.raises(Refusal, match="ends_before_start"):
        grant_role(
            person=inger,
            role=Role.OWNER_OFFICER,
            organisation=fjordvik,
            starts_on=MAY,
            ends_before=APRIL,
            by=marit.user,
            at=NOW,
        )


def test_marit_ends_siris_role_and_the_row_says_why(marit, siri, fjordvik):
    grant = RoleGrant.objects.get(person=siri, role=Role.OWNER_OFFICER)

    end_role(grant=grant, ends_before=APRIL, why="Ny jobb", by=marit.user, at=NOW)

    assert has_role(siri, Role.OWNER_OFFICER, fjordvik, date(2026, 3, 31))
    assert not has_role(siri, Role.OWNER_OFFICER, fjordvik, APRIL)
    grant.refresh_from_db()
    assert (grant.ended_by, grant.ended_why) == (marit.user, "Ny jobb")


def test_a_role_is_not_ended_back_in_time(marit, siri):
    grant = RoleGrant.objects.get(person=siri, role=Role.OWNER_OFFICER)

    with pytest.raises(Refusal, match="ends_in_the_past"):
        end_role(grant=grant, ends_before=date(2026, 3, 9), by=marit.user, at=NOW)


def test_ola_may_not_end_siris_role(ola, siri):
    grant = RoleGrant.objects.get(person=siri, role=Role.OWNER_OFFICER)

    with pytest.raises(Refusal, match="not_administrator"):
        end_role(grant=grant, ends_before=APRIL, by=ola.user, at=NOW)


def lend(**changes):
    asked = {
        "role": Role.PRINCIPAL,
        "starts_on": APRIL,
        "ends_before": MAY,
        "reason": "Kurs",
        "at": NOW,
    }
    return delegate(**asked | changes)


def test_per_lends_his_role_to_inger_while_he_is_away(per, inger, school):
    lend(organisation=school, to=inger, by=per.user)

    assert has_role(inger, Role.PRINCIPAL, school, APRIL)
    assert not has_role(inger, Role.PRINCIPAL, school, MAY)


def test_per_takes_back_what_he_lent(per, inger, school):
    grant = lend(organisation=school, to=inger, by=per.user)

    end_role(grant=grant, ends_before=date(2026, 4, 10), by=per.user, at=NOW)

    assert not has_role(inger, Role.PRINCIPAL, school, date(2026, 4, 10))


def test_siri_may_not_lend_on_the_role_that_marit_lent_her(siri, inger, fjordvik):
    with pytest.raises(Refusal, match="borrowed_role"):
        lend(role=Role.OWNER_DECIDER, organisation=fjordvik, to=inger, by=siri.user)


def test_kari_may_not_lend_a_role_that_she_does_not_have(kari, inger, school):
    with pytest.raises(Refusal, match="not_your_role"):
        lend(organisation=school, to=inger, by=kari.user)


def test_a_loan_needs_a_reason(per, inger, school):
    with pytest.raises(Refusal, match="reason_missing"):
        lend(organisation=school, to=inger, by=per.user, reason=" ")


def test_a_loan_ends_no_later_than_the_lenders_own_role(per, inger, school, marit):
    own = RoleGrant.objects.get(person=per, role=Role.PRINCIPAL)
    end_role(grant=own, ends_before=date(2026, 4, 15), by=marit.user, at=NOW)

    assert lend(organisation=school, to=inger, by=per.user).ends_before == date(2026, 4, 15)


def test_a_role_that_has_ended_by_then_cannot_be_lent(per, inger, school, marit):
    own = RoleGrant.objects.get(person=per, role=Role.PRINCIPAL)
    end_role(grant=own, ends_before=date(2026, 3, 20), by=marit.user, at=NOW)

    with pytest.raises(Refusal, match="not_your_role_then"):
        lend(organisation=school, to=inger, by=per.user)


def test_marit_lets_leif_stand_in_for_per_who_has_fallen_ill(marit, per, leif, school):
    grants = substitute(
        absent=per,
        stand_in=leif,
        organisation=school,
        starts_on=APRIL,
        ends_before=JUNE,
        reason="Sykdom",
        by=marit.user,
        at=NOW,
    )

    assert [(one.role, one.delegated_by) for one in grants] == [(Role.PRINCIPAL, per)]
    assert has_role(leif, Role.PRINCIPAL, school, MAY)


def test_nobody_stands_in_for_one_without_a_role(marit, siri, leif, school):
    with pytest.raises(Refusal, match="no_role_to_take_over"):
        substitute(
            absent=siri,
            stand_in=leif,
            organisation=school,
            starts_on=APRIL,
            ends_before=JUNE,
            reason="Sykdom",
            by=marit.user,
            at=NOW,
        )
