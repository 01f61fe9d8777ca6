"""Addresses and forms that no page of ours makes: nobody meets an error page, and nobody is sent elsewhere."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Application, Round

pytestmark = pytest.mark.django_db
MANY_DIGITS = "9" * 5000
BEYOND_THE_DATABASE = "9" * 30
NOT_A_DIGIT_TO_INT = "²"


@pytest.fixture
def round(world):
    return Round.objects.get(study_year=2026)


@pytest.fixture
def waiting(siri, round):
    """An application that waits for Siri's answer."""
    return Application.objects.filter(
        round=round, owner__name__startswith="Fjordvik kommune", status__in=["submitted", "stated"]
    ).first()


@pytest.mark.parametrize("number", [MANY_DIGITS, BEYOND_THE_DATABASE, NOT_A_DIGIT_TO_INT])
def test_siri_sends_the_list_with_a_version_that_is_no_number(as_siri, number):
    answer = as_siri.post(reverse("owner:send"), {"version": number})

    assert answer.status_code in (302, 303)
    assert answer.url == reverse("owner:send")


@pytest.mark.parametrize("number", ["9" * 900, BEYOND_THE_DATABASE, NOT_A_DIGIT_TO_INT])
def test_siri_ranks_an_application_whose_key_is_no_number(as_siri, number):
    answer = as_siri.post(reverse("owner:ranking"), {"version": "0", f"n-{number}": "1"})

    assert answer.status_code < 500


@pytest.mark.parametrize("number", [MANY_DIGITS, BEYOND_THE_DATABASE])
def test_siri_adds_for_a_person_that_cannot_exist(as_siri, number):
    assert as_siri.get(f"/eier/soknader/ny/{number}/").status_code == 404


@pytest.mark.parametrize("number", [MANY_DIGITS, BEYOND_THE_DATABASE, NOT_A_DIGIT_TO_INT])
def test_ada_runs_with_a_scenario_that_cannot_exist(as_ada, round, number):
    answer = as_ada.get(reverse("authority:start", args=[round.pk]), {"scenario": number})

    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("seen", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-10"])
def test_per_answers_to_a_statement_from_a_time_that_cannot_be(as_per, world, seen):
    application = Application.objects.filter(
        school__role_grants__person__user__username="per", round__study_year=2026, status__in=["submitted", "stated"]
    ).first()

    answer = as_per.post(
        reverse("school:application", args=[application.pk]), {"supports": "yes", "reason": "", "seen": seen}
    )

    assert answer.status_code < 500


@pytest.mark.parametrize("where", ["abc", "https://ond.example.com/", "//ond.example.com", r"/\ond.example.com"])
def test_nobody_is_sent_elsewhere_by_an_address_in_a_form(client, as_siri, siri, round, waiting, where):
    owner = waiting.owner_id
    answers = [
        client.post(reverse("public:language"), {"language": "nb", "next": where}),
        client.post(reverse("devtools:log_in_as"), {"person": "kari", "next": where}),
        as_siri.post(reverse("owner:choose"), {"owner": owner, "round": round.pk, "neste": where}),
        as_siri.post(reverse("owner:approve", args=[waiting.pk]), {"neste": where}),
    ]

    assert [answer.status_code in (302, 303) for answer in answers] == [True] * 4
    assert [answer.url for answer in answers] == [
        "/",
        reverse("teacher:home"),
        reverse("owner:home"),
        reverse("owner:application", args=[waiting.pk]),
    ]
