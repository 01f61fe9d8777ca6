"""Per names those who would like to study together, and ends the group; the plan's pages send it to a case and back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.casework.services.cases import WantedCase, create_case
from pafyll.apps.planning.models import CompanionGroup, CompetencePlan
from pafyll.apps.planning.services.plan_computing import compute_now
from tests.apps.planning.small_owner import small_owner
from tests.factories import RoleGrantFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_per_names_a_group_from_his_school_and_ends_it(clock):
    fjordvik = small_owner()
    per = as_user(RoleGrantFactory(principal=True, organisation=fjordvik.school).person.user)
    address = reverse("school:companions")
    pair = [one.pk for one in fjordvik.teachers[:2]]
    assert "Ingen grupper ennå." in per.get(address).content.decode()

    assert per.post(address, {"subject": "mathematics", "people": pair[:1], "why": "x"}).status_code == 422
    done = per.post(address, {"subject": "mathematics", "people": pair, "why": "Samme trinn."})

    group = CompanionGroup.objects.get()
    assert done.status_code == 303
    assert "Samme trinn." in per.get(address).content.decode()
    assert per.post(reverse("school:end_companions", args=[group.pk])).status_code == 303
    assert "Ingen grupper ennå." in per.get(address).content.decode()


def test_another_principal_neither_sees_nor_ends_the_group(clock):
    fjordvik = small_owner()
    group = CompanionGroup.objects.create(
        school=fjordvik.school, subject="mathematics", why="x", named_by=fjordvik.siri.user, named_at=NOW
    )
    other = as_user(RoleGrantFactory(principal=True).person.user)

    assert other.post(reverse("school:end_companions", args=[group.pk])).status_code == 404


def test_siri_lays_a_plan_before_the_politicians_and_takes_it_out_with_a_reason(clock):
    fjordvik = small_owner()
    siri, plan = as_user(fjordvik.siri.user), fjordvik.plan()
    compute_now(plan=plan, by=fjordvik.siri.user, at=NOW)
    address = reverse("owner:propose_plan", args=[plan.pk])
    assert "Dere har ingen åpne saker." in siri.get(address).content.decode()
    case = create_case(owner=fjordvik.owner, wanted=WantedCase("Kompetanseplan"), by=fjordvik.siri.user, at=NOW)

    assert siri.post(address, {"case_number": case.case_number}).status_code == 303

    page = siri.get(reverse("owner:plan", args=[plan.pk])).content.decode()
    assert f"sak {case.case_number}</a>" in page
    out = reverse("owner:take_plan_out", args=[plan.pk])
    assert siri.post(out, {"why": ""}).status_code == 422
    assert siri.post(out, {"why": "Saken er utsatt."}).status_code == 303
    assert CompetencePlan.objects.get(pk=plan.pk).status == "computed"
