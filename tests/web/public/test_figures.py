"""The front page of figures: the share of freed places that was used again, as the newest release shows it."""

from __future__ import annotations

import pytest

from tests.factories import FigureTableFactory, ReleaseFactory

pytestmark = pytest.mark.django_db


def page(client):
    return " ".join(client.get("/tall/").content.decode().replace("\xa0", " ").split())


def test_the_share_of_each_year_is_shown_and_few_places_are_not(client):
    release = ReleaseFactory(published=True, labels={"year": {"2024": "2024/25", "2025": "2025/26"}})
    for figure, few, many in (("gave_up", None, 12), ("refilled", None, 8), ("reused", None, 67)):
        FigureTableFactory(release=release, figure=figure, cells=[["2024", few], ["2025", many]])

    said = page(client)

    assert "2025/26" in said
    assert "67 %" in said
    assert said.count("vises ikke") == 3  # the numbers of 2024/25


def test_without_freed_places_the_page_says_when_figures_come(client):
    assert "Ingen plass har falt ledig ennå." in page(client)
