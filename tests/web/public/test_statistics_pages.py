"""Public figures: map, borders, addresses that stay, others' pages and data catalogues."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import tables_by
from pafyll.domain.statistics.indicators import TABLES
from pafyll.web.components.tile_map import NAMES, PLACES, County, TileMap, drawn_map, level_of
from tests.factories import FigureTableFactory, ReleaseFactory

pytestmark = pytest.mark.django_db
CELLS = [["", "", 90], ["2026", "", 90], ["2026", "03", 60], ["2026", "15", None], ["2026", "99", 30]]


@pytest.fixture
def release():
    """Three counties: one that is shown, one that is hidden, one that the map has no place for."""
    labels = {"year": {"2026": "2026/27"}, "county": {"03": "Oslo", "15": "Møre og Romsdal", "99": "Innhavet"}}
    made = ReleaseFactory(published=True, number=7, labels=labels, note="Den sjuende.")
    for figure in ("applied", "granted"):
        cells = [[*key, number] for *key, number in CELLS] + [["", code, None] for code in ("03", "15", "99")]
        FigureTableFactory(release=made, figure=figure, dimensions=["year", "county"], cells=cells)
        FigureTableFactory(release=made, figure=figure, dimensions=["year"], cells=[["", 90], ["2026", 90]])
    return made


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_map_and_its_table_say_what_the_release_says(client, release):
    said = page(client, "/tall/utgave/7/county/")
    table = next(one for one in tables_by(release, ("year", "county")) if one.indicator.code == "granted")

    picture = said[said.index('aria-labelledby="kart-') : said.index("</figure>")]
    numbers = re.findall(r'class="p-map-number[^>]*>([^<]+)<', picture)
    assert sorted(one for one in numbers if one != "–") == ["60", ":"]
    assert len(numbers) == 15
    assert "Innhavet (30)" in picture
    rows = re.findall(r'<th scope="row">([^<]+)</th><td class="p-numeric">(.*?)</td>', picture)
    shown = {name: None if "vises ikke" in cell else int(cell) for name, cell in rows}
    assert shown == {table.words(("2026", code))[1]: table.counts["2026", code] for code in table.values("county")}


def test_a_hidden_county_has_no_shade_and_the_highest_has_the_darkest():
    drawn = drawn_map(
        TileMap("Tall", [County("03", "Oslo", 8), County("15", "Møre og Romsdal", None), County("56", "F", 0)])
    )

    assert [tile.level for tile in drawn.tiles if tile.is_counted] == [4, -1, 0]
    assert [level_of(number, 100) for number in (1, 25, 26, 50, 75, 76, 100)] == [1, 1, 2, 2, 3, 4, 4]


def test_every_county_has_a_place_of_its_own_on_the_map():
    assert len(PLACES) == 15 == len(set(PLACES.values()))
    assert set(PLACES) == set(NAMES)
    assert drawn_map(TileMap("Tall", [County("99", "Innhavet", 3)])).tiles == []


def test_the_borders_page_sums_what_merged_and_refuses_what_was_split(client):
    said = page(client, reverse("public:borders"))

    assert re.search(r"Agder</th><td>Aust-Agder, Vest-Agder</td><td class=\"p-numeric\">401<", said)
    assert "Kan ikke regnes om. Jevnaker og Lunner gikk til Akershus i 2020." in said
    assert "1507 Ålesund ble 1508 Ålesund, 1580 Haram" in said


def test_the_newest_release_has_an_address_that_stays_and_a_correction_is_told_at_both(client, release):
    assert client.get("/tall/nyeste/county/")["Location"] == "/tall/utgave/7/county/"
    assert "nyere utgave" not in page(client, "/tall/utgave/7/county/")

    later = ReleaseFactory(published=True, number=8, labels=release.labels, note="Retter tallene for Oslo.")
    for one in release.tables.all():
        FigureTableFactory(release=later, figure=one.figure, dimensions=one.dimensions, cells=one.cells)

    assert client.get("/tall/nyeste/county.csv")["Location"] == "/tall/utgave/8/county.csv"
    assert "Retter tallene for Oslo." in page(client, "/tall/utgave/7/county/")
    assert "Retter tallene for Oslo." in page(client, "/tall/utgave/8/county/")
    assert "nyere utgave" in page(client, "/tall/utgave/7/county/")


def test_others_may_frame_the_figures_and_nothing_else(client, release):
    framed, other = client.get("/tall/utgave/7/county/bygg-inn/"), client.get("/tall/utgave/7/county/")

    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert not framed.cookies
    assert "<script" not in framed.content.decode()
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_what_is_not_published_is_neither_framed_nor_newest(client):
    ReleaseFactory(counted=True, number=9)

    assert client.get("/tall/utgave/9/year/bygg-inn/").status_code == 404
    assert client.get("/tall/nyeste/year/").status_code == 404
    assert client.get("/tall/dcat.ttl").status_code == 404


def test_the_catalogue_names_every_breakdown_with_files_that_open(client, world):
    number = Release.objects.get(status="published").number
    catalogue = json.loads(client.get("/tall/dcat.jsonld").content)
    sets = [thing for thing in catalogue["@graph"] if thing["@type"] == ["http://www.w3.org/ns/dcat#Dataset"]]
    files = [thing for thing in catalogue["@graph"] if thing["@type"] == ["http://www.w3.org/ns/dcat#Distribution"]]

    assert len(sets) == len(TABLES)
    assert all(f"/utgave/{number}/" in thing["@id"] for thing in sets)
    for one in files[:4]:
        assert client.get(one["dcat:downloadURL"][0]["@id"]).status_code == 200
    assert client.get("/tall/dcat.xml").status_code == 404
