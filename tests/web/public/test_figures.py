"""The share of freed places that was used again, for everybody, and never about so few that one can be known."""

from __future__ import annotations

import pytest

from tests.factories import FreedPlaceFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db


def freed(round, **counts):
    for status, number in counts.items():
        for _ in range(number):
            left = ParticipationFactory(round=round)
            FreedPlaceFactory(round=round, left_by=left, **{status: True})


def page(client):
    return " ".join(client.get("/tall/").content.decode().replace("\xa0", " ").split())


def test_the_share_of_each_round_is_shown_and_few_places_are_not(client):
    freed(RoundFactory(allocated=True, name="Runden som er stor"), filled=4, free=2)
    freed(RoundFactory(allocated=True, name="Runden som er liten", study_year=2024), filled=1)

    said = page(client)

    assert "Runden som er stor" in said
    assert "67 %" in said
    assert "færre enn fem" in said
    assert "100 %" not in said


def test_without_freed_places_the_page_says_when_figures_come(client):
    assert "Ingen plass har falt ledig ennå." in page(client)
