"""Leif reads rounds, rules, deadlines and totals, and no person."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Application, Round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_leif_reads_an_announced_round_without_meeting_a_single_name(as_leif, world, year):
    round = Round.objects.get(study_year=year)

    page = as_leif.get(reverse("representative:round", args=[round.pk])).content.decode()

    assert "Slik fordeles plassene" in page
    for person in {one.person for one in Application.objects.filter(round=round).select_related("person")}:
        assert str(person) not in page.replace("Leif Rønningsen", "")


def test_a_draft_is_not_there_for_leif(as_leif, world):
    draft = Round.objects.get(study_year=2027)

    assert as_leif.get(reverse("representative:round", args=[draft.pk])).status_code == 404
    assert draft.name not in as_leif.get(reverse("representative:home")).content.decode()
