"""Public figures of the story: what is counted, what is hidden, who publishes, and files that say what pages say."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re

import openpyxl
import polars as pl
import pytest
from django.db import DatabaseError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.services import Refusal
from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.statistics.files import HIDDEN, as_csv, as_json_stat, as_parquet, rows_of
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.queries.releases import shown_before, tables_by
from pafyll.apps.statistics.services.counting import tables_of
from pafyll.apps.statistics.services.releasing import order_release, publish_release
from pafyll.domain.statistics.disclosure import LIMIT
from pafyll.domain.statistics.indicators import BREAKDOWNS, ORDER, TABLES
from pafyll.domain.statistics.rounding import rounded
from pafyll.domain.statistics.tables import TOTAL
from tests.domain.statistics.attacker import found_out
from tests.factories import (
    ApplicationFactory,
    FigureTableFactory,
    ParticipationFactory,
    ReleaseFactory,
    StudyOfferFactory,
)
from tests.factories.base import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(30)]

OWN_APPS = ("applications", "catalogue", "grants", "planning", "casework", "forums", "statistics")


def published() -> Release:
    return Release.objects.get(status="published")


def test_the_funnel_of_a_round_is_what_its_applications_say(world):
    counted = {table.figure: table for table in tables_of(facts()) if table.dimensions == ("year",)}
    sent = Application.objects.filter(round__study_year=2025, submitted_at__isnull=False)

    assert counted["granted"].counts["2025",] == sent.filter(participation__isnull=False).count()
    assert counted["applied"].counts["2025",] == sent.exclude(status="withdrawn", participation=None).count()
    for shown in tables_by(Release.objects.get(status="counted"), ("year",)):
        for key, number in shown.counts.items():
            assert number in (None, counted[shown.indicator.code].counts[key])


def test_the_funnel_never_widens(world):
    people = facts()

    for more, less in itertools.pairwise(ORDER):
        assert people.filter(pl.col(less) > pl.col(more)).is_empty()


def test_an_attacker_with_every_published_table_finds_nobody(world):
    """Every breakdown of every figure that is public, seen together."""
    tables = tables_of(facts())
    release = Release.objects.get(status="counted")
    hidden = set()
    for by in BREAKDOWNS:
        for shown in tables_by(release, by):
            for key, number in shown.counts.items():
                if number is None:
                    named = {(name, code) for name, code in zip(by, key, strict=True) if code != TOTAL}
                    hidden.add(frozenset({("figure", shown.indicator.code), *named}))

    assert hidden
    assert found_out(tables, hidden, LIMIT, ORDER) == {}


def test_a_rounded_release_hides_the_same_and_says_that_it_is_rounded(client, world):
    ada, idar = (User.objects.get(username=name) for name in ("ada", "idar"))
    made = {}
    for base in (1, 5):
        with at_once():
            made[base] = order_release(note="", by=ada, at=NOW, rounding=base)
    exact, near = (tables_by(made[base], ("year", "subject")) for base in (1, 5))

    for one, other in zip(exact, near, strict=True):
        assert {key: None if n is None else rounded(n, 5) for key, n in one.counts.items()} == other.counts
    publish_release(release=made[5], by=idar, at=NOW)
    page = " ".join(client.get(f"/tall/utgave/{made[5].number}/subject/").content.decode().replace("\xa0", " ").split())
    assert "Antall er avrundet til nærmeste 5." in page
    stat = client.get(f"/tall/utgave/{made[5].number}/subject.json").content.decode()
    assert "Antall er avrundet til nærmeste 5." in stat


def test_what_was_shown_rounded_counts_as_known_later(world):
    ada, idar = (User.objects.get(username=name) for name in ("ada", "idar"))
    with at_once():
        near = order_release(note="", by=ada, at=NOW, rounding=5)
    near.refresh_from_db()
    publish_release(release=near, by=idar, at=NOW)
    seen = shown_before(Release.objects.get(status="ordered"))
    exact = {table.cell(key): count for table in tables_of(facts()) for key, count in table.counts.items()}
    known = {cell: one for cell, one in seen.items() if cell in exact}

    assert any(one.base == 5 for one in known.values())
    assert all(one.fits(exact[cell]) for cell, one in known.items() if one.base == 5)


def test_nobody_publishes_what_they_ordered_and_officers_do_not_publish(world):
    ada, idar = (User.objects.get(username=name) for name in ("ada", "idar"))
    with at_once():
        own = order_release(note="", by=idar, at=NOW)
    own.refresh_from_db()

    with pytest.raises(Refusal) as same:
        publish_release(release=own, by=idar, at=NOW)
    with pytest.raises(Refusal) as officer:
        publish_release(release=own, by=ada, at=NOW)

    assert (same.value.answer.code, officer.value.answer.code) == ("same_person", "not_decider")


def test_what_is_published_is_never_altered(world):
    release = published()
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(note="Noe annet")
    with pytest.raises(DatabaseError), transaction.atomic():
        release.tables.update(cells=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        release.tables.all().delete()


@pytest.mark.parametrize("by", BREAKDOWNS, ids="-".join)
def test_every_file_agrees_with_the_page_cell_by_cell(world, by):
    tables = tables_by(published(), by)
    rows = rows_of(tables)

    read = list(csv.reader(io.StringIO(as_csv(tables).decode("utf-8-sig")), delimiter=";"))[1:]
    assert read == [[HIDDEN if cell is None else str(cell) for cell in row] for row in rows]

    frame = pl.read_parquet(io.BytesIO(as_parquet(tables)))
    assert {row[: len(by)]: row[len(by) :] for row in frame.iter_rows()} == {
        key: tuple(one.counts[key] for one in tables) for key in tables[0].counts
    }

    stat = json.loads(as_json_stat(tables))
    size = 1
    for length in stat["size"]:
        size *= length
    assert len(stat["value"]) == size
    assert sorted(filter(None, stat["value"])) == sorted(
        number for one in tables for number in one.counts.values() if number
    )


def test_the_page_shows_the_release_and_its_files_and_never_what_waits(client, world):
    page = client.get("/tall/utgave/1/subject/?aar=2025").content.decode()

    assert "Fra søknad til fullført, etter fag" in page
    assert "Telt 4. mars 2026" in page.replace("\xa0", " ")
    assert client.get("/tall/utgave/2/subject/").status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(client.get("/tall/utgave/1/subject.xlsx").content))
    assert book.active["A3"].value == "Studieår"


READ_BY_A_PAGE = {"statistics_release", "statistics_figuretable"}


@pytest.mark.parametrize("address", ["/tall/", *(f"/tall/utgave/1/{by}/" for by in TABLES), "/tall/utgave/1/costs.csv"])
def test_a_page_of_figures_reads_the_release_and_nothing_else(client, world, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(8) as asked:
        assert client.get(address).status_code == 200

    tables = set(re.findall(r'(?:FROM|JOIN) "([a-z_]+)"', " ".join(one["sql"] for one in asked.captured_queries)))
    assert not {name for name in tables if name.startswith(OWN_APPS)} - READ_BY_A_PAGE


def test_a_page_says_what_is_shown_and_where_it_is_from(client, world):
    page = " ".join(client.get("/tall/utgave/1/costs-scheme/").content.decode().replace("\xa0", " ").split())

    assert "Kilde: Semestrene som er bekreftet i Påfyll" in page
    assert "Kroner og studiepoeng vises ikke når de gjelder færre enn 5" in page
    assert "på 10 prosent nær" in page


@pytest.mark.parametrize("address", TABLES)
def test_every_topic_has_its_files(client, world, address):
    for form in ("csv", "xlsx", "json", "parquet"):
        assert client.get(f"/tall/utgave/1/{address}.{form}").status_code == 200


def test_historic_totals_stand_with_their_deviation(client, world):
    page = client.get("/tall/historiske/").content.decode().replace("\xa0", " ")

    for number in ("10 627", "10 607", "11 280", "11 232", "10 147", "10 366"):
        assert number in page


def test_a_picture_draws_no_line_through_a_hidden_number(client):
    release = ReleaseFactory(published=True, labels={"year": {"2025": "2025/26", "2026": "2026/27"}})
    shown = {"applied": (40, 50), "granted": (None, 30)}
    for figure, (first, second) in shown.items():
        cells = [["", 90], ["2025", first], ["2026", second]]
        FigureTableFactory(release=release, figure=figure, cells=cells)

    page = client.get(f"/tall/utgave/{release.number}/year/").content.decode()
    picture = page[page.index("<figure") : page.index("</figure>")]

    assert "Søkte" in picture
    assert "Fikk plass" not in picture
    assert "Tall som ikke vises i tabellen, er heller ikke med her." in picture


def test_whoever_got_a_place_is_counted_where_it_was_given():
    first, second = StudyOfferFactory(), StudyOfferFactory()
    application = ApplicationFactory(granted=True, offer_1=first, offer_2=second)
    ParticipationFactory(application=application, offer=second, scheme="scholarship")

    (row,) = facts().iter_rows(named=True)

    assert row["provider"] == str(second.programme.provider_id)
    assert row["scheme"] == "scholarship"
