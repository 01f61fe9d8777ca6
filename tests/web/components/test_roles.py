"""Who may act for an organisation, on the pages: Marit gives, lends, appoints and ends, and only at home."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Role
from tests.web.owner.test_owner_pages import text

pytestmark = pytest.mark.django_db


def page(name: str, pk: int, desk: str = "owner") -> str:
    return reverse(f"{desk}:{name}", args=[pk])


@pytest.fixture
def fjordvik(world: None) -> Organisation:
    return Organisation.objects.get(name="Fjordvik kommune")


@pytest.fixture
def school(world: None) -> Organisation:
    return Organisation.objects.get(name="Fjordvik skole")


def own_grant(person: Any, role: str) -> RoleGrant:
    return RoleGrant.objects.get(person=person, role=role, delegated_by=None)


# Reading


def test_the_page_says_who_has_which_role_from_when_to_when_for_whom_and_why(as_marit, fjordvik):
    shown = text(as_marit.get(reverse("owner:roles")))

    assert "Roller ved Fjordvik kommune" in shown
    assert "Siri Myrvang Beslutter hos skoleeier for Marit Solbakk 1. mars 2026 31. mars 2026" in shown
    assert "Beslutter for skoleeier mens kommunalsjefen er borte i mars." in shown
    assert "Inntil videre" in shown
    assert "Fjordvik skole" in shown


def test_ola_never_sees_who_works_for_fjordvik(as_ola, fjordvik, school, siri):
    for organisation in (fjordvik, school):
        assert as_ola.get(page("people", organisation.pk)).status_code == 404
        assert as_ola.get(page("give", organisation.pk)).status_code == 404
    for name in ("end_role", "stand_in", "lend"):
        assert as_ola.get(page(name, own_grant(siri, "owner_officer").pk)).status_code == 404
        assert as_ola.post(page(name, own_grant(siri, "owner_officer").pk)).status_code == 404


def test_that_someone_is_a_teacher_is_no_role_to_end_here(as_marit, kari):
    assert as_marit.get(page("end_role", RoleGrant.objects.get(person=kari, role=Role.TEACHER).pk)).status_code == 404


def test_gro_who_only_works_as_an_officer_reads_but_gives_no_roles(as_gro, gro):
    RoleGrant.objects.filter(person=gro, role=Role.OWNER_DECIDER).delete()
    owner = own_grant(gro, "owner_officer").organisation

    assert "Gi noen en rolle" not in text(as_gro.get(reverse("owner:roles")))
    assert as_gro.get(page("give", owner.pk)).status_code == 403
    assert as_gro.post(page("stand_in", own_grant(gro, "owner_officer").pk)).status_code == 403
    assert as_gro.post(page("end_role", own_grant(gro, "owner_officer").pk)).status_code == 403


# Giving


def test_marit_gives_inger_a_role_by_her_address_with_a_last_day(as_marit, inger, fjordvik):
    april = {"starts_on": "1.4.2026", "ends_before": "30.4.2026", "reason": "Avlaster Siri i april"}
    values = {"role": "owner_officer", "person": "Inger@example.no", **april}

    answer = as_marit.post(page("give", fjordvik.pk), values)

    assert (answer.status_code, answer.url) == (303, page("people", fjordvik.pk))
    given = RoleGrant.objects.get(person=inger, organisation=fjordvik)
    assert (given.role, str(given.starts_on), str(given.ends_before)) == ("owner_officer", "2026-04-01", "2026-05-01")
    shown = text(as_marit.get(answer.url))
    assert "Inger Støle Saksbehandler hos skoleeier 1. april 2026 30. april 2026 Avlaster Siri i april" in shown
    assert "Gitt av Marit Solbakk" in shown


def test_an_address_that_nobody_has_is_said_by_the_field(as_marit, fjordvik):
    values = {"role": "owner_officer", "person": "ingen@example.no", "starts_on": "1.4.2026", "reason": "Ny"}

    answer = as_marit.post(page("give", fjordvik.pk), values)

    assert answer.status_code == 422
    assert "Vi kjenner ingen med denne adressen" in text(answer)


def test_a_last_day_before_the_first_is_said_by_the_field(as_marit, fjordvik):
    values = {"role": "owner_officer", "person": "inger@example.no", "starts_on": "1.4.2026",
              "ends_before": "30.3.2026", "reason": "Ny"}  # fmt: skip

    answer = as_marit.post(page("give", fjordvik.pk), values)

    assert answer.status_code == 422
    assert "Sluttdatoen må være etter startdatoen" in text(answer)


def test_marit_cannot_give_herself_a_role_and_is_told_so(as_marit, fjordvik):
    values = {"role": "owner_officer", "person": "marit@example.no", "starts_on": "1.4.2026", "reason": "Ferie"}

    answer = as_marit.post(page("give", fjordvik.pk), values)

    assert answer.status_code == 422
    assert "Du kan ikke gi deg selv en rolle" in text(answer)


def test_the_choice_of_roles_is_those_that_the_place_has(as_marit, school):
    shown = as_marit.get(page("give", school.pk)).content.decode()

    assert 'value="principal"' in shown
    assert 'value="owner_decider"' not in shown
    assert 'value="teacher"' not in shown


# Lending, standing in, ending


def test_siri_lends_her_own_role_and_takes_it_back(as_siri, siri, inger, fjordvik):
    own = own_grant(siri, "owner_officer")
    values = {"person": "inger@example.no", "starts_on": "1.4.2026", "ends_before": "30.4.2026", "reason": "Ferie"}
    assert as_siri.post(page("lend", own.pk), values).status_code == 303
    lent = RoleGrant.objects.get(person=inger, delegated_by=siri)

    answer = as_siri.post(page("end_role", lent.pk), {"ends_before": "31.3.2026", "why": "Ferien er flyttet"})

    assert answer.status_code == 303, text(answer)
    lent.refresh_from_db()
    assert (str(lent.ends_before), lent.ended_by, lent.ended_why) == ("2026-04-01", siri.user, "Ferien er flyttet")
    assert "Tok aldri til" in text(as_siri.get(page("people", fjordvik.pk)))


def test_nobody_lends_a_colleagues_role(as_marit, siri):
    assert as_marit.get(page("lend", own_grant(siri, "owner_officer").pk)).status_code == 404


def test_marit_appoints_a_stand_in_for_per_with_dates(as_marit, per, leif, school):
    values = {"person": "leif@example.no", "starts_on": "7.4.2026", "ends_before": "17.4.2026", "reason": "Permisjon"}

    answer = as_marit.post(page("stand_in", own_grant(per, "principal").pk), values)

    assert (answer.status_code, answer.url) == (303, page("people", school.pk))
    stood = RoleGrant.objects.get(person=leif, role="principal")
    assert (stood.delegated_by, str(stood.ends_before)) == (per, "2026-04-18")


def test_marit_ends_siris_role_and_the_history_keeps_who_and_why(as_marit, siri, fjordvik, clock):
    as_marit.post(page("end_role", own_grant(siri, "owner_officer").pk), {"ends_before": "10.3.2026", "why": "Ny jobb"})
    clock.move_to("2026-03-11")

    shown = text(as_marit.get(page("people", fjordvik.pk)))

    assert "Avsluttet av Marit Solbakk, 10. mars 2026: Ny jobb" in shown
    assert "Før" in shown


def test_the_last_who_decides_is_not_ended(as_marit, marit):
    grant = own_grant(marit, "owner_decider")

    answer = as_marit.post(page("end_role", grant.pk), {"ends_before": "10.3.2026", "why": "Slutter"})

    grant.refresh_from_db()
    assert (answer.status_code, grant.ends_before) == (422, None)
    assert "må ha minst én som kan gi roller" in text(answer)


# The other desks


def test_idar_finds_any_organisation_and_ada_only_reads_her_own(as_idar, as_ada, fjordvik):
    assert "Fjordvik kommune" in text(as_idar.get(reverse("authority:roles"), {"sok": "fjordvik"}))
    assert as_idar.get(page("give", fjordvik.pk, "authority")).status_code == 200
    assert "Roller ved Direktoratet for etterfylling" in text(as_ada.get(reverse("authority:roles")))
    assert as_ada.get(page("people", fjordvik.pk, "authority")).status_code == 404


def test_idar_may_end_an_owners_last_decider_but_not_the_directorates(as_idar, idar, rolf, marit):
    values = {"ends_before": "31.3.2026", "why": "Sluttet"}
    RoleGrant.objects.filter(person=rolf, role="directorate_decider").update(ends_before="2026-03-01")

    assert as_idar.post(page("end_role", own_grant(marit, "owner_decider").pk, "authority"), values).status_code == 303
    assert (
        as_idar.post(page("end_role", own_grant(idar, "directorate_decider").pk, "authority"), values).status_code
        == 422
    )


def test_nina_sees_her_own_institution_and_may_lend_her_role(as_nina, nina):
    shown = text(as_nina.get(reverse("provider:roles")))

    assert f"Roller ved {own_grant(nina, 'provider_officer').organisation}" in shown
    assert "Lån bort" in shown
    assert "Gi noen en rolle" not in shown
