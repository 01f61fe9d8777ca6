"""Every page of the directorate's desk opens for those who work there, and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import AllocationRun, Round
from pafyll.domain.lifecycles.allocation import RunStatus

pytestmark = pytest.mark.django_db

ROUND_PAGES = ("round", "copy", "terms", "dates", "announce", "withdraw", "draw", "rates", "quotas", "bench",
               "new_scenario", "start")  # fmt: skip
RUN_PAGES = ("run", "results", "workbook", "input_files", "protocol", "chains")


@pytest.fixture
def rounds(world):
    return {one.study_year: one for one in Round.objects.all()}


@pytest.fixture
def decided(world):
    return AllocationRun.objects.filter(status=RunStatus.DECIDED).order_by("-pk").first()


@pytest.mark.parametrize("page", ROUND_PAGES)
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_ada_opens_every_page_of_a_round(as_ada, rounds, page, year):
    response = as_ada.get(reverse(f"authority:{page}", args=[rounds[year].pk]))

    assert response.status_code == 200, response.content.decode()[:500]


@pytest.mark.parametrize("page", RUN_PAGES)
def test_ada_opens_every_page_of_a_decided_run(as_ada, decided, page):
    response = as_ada.get(reverse(f"authority:{page}", args=[decided.pk]))

    assert response.status_code == 200


def test_the_desks_first_page_says_what_each_round_waits_for(as_ada):
    page = as_ada.get(reverse("authority:home")).content.decode()

    assert "Skoleeierne godkjenner og prioriterer. Bruk prøvebenken." in page
    assert "Gå gjennom sjekklisten og kunngjør runden." in page


@pytest.mark.parametrize("page", ["home", "runs"])
def test_siri_and_ola_are_stopped_at_the_desks_gate(as_siri, as_ola, page):
    for client in (as_siri, as_ola):
        assert client.get(reverse(f"authority:{page}")).status_code == 403
