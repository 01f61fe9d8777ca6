"""A year report says what its release says, hides what it hides, and reads in both written forms."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pafyll.apps.documents.types.year_report.type import Stage
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import tables_by
from pafyll.apps.statistics.queries.year_report import (
    COUNTY,
    HIDDEN,
    NATION,
    OWNER,
    About,
    subjects_of,
    year_report,
    years_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(world):
    return Release.objects.get(status="published")


def made(release, about, *, language="nb", year="", **kwargs):
    year = year or years_of(release)[0][0]
    return year_report(release, about, year=year, language=language, address="/tall/", **kwargs)


def read(cell: str) -> int | None:
    return None if cell == HIDDEN else int(re.sub(r"\D", "", cell))


def test_every_cell_of_the_nations_report_is_the_releases(release):
    for year, words in years_of(release):
        for table, name in zip(made(release, About(), year=year).breakdowns[1:], ("subject", "county"), strict=False):
            shown = tables_by(release, ("year", name))
            expected = {one.words((year, code))[1]: None for one in shown for code in one.values(name)}
            for row in table.rows[:-1]:
                code = next(code for code in shown[0].values(name) if shown[0].words((year, code))[1] == row[0])
                expected[row[0]] = [one.counts[year, code] for one in shown]
                assert [read(cell) for cell in row[1:]] == expected[row[0]], (words, row)


@pytest.mark.parametrize("level", [COUNTY, OWNER])
def test_every_owner_and_county_has_a_report_with_its_own_numbers(release, level):
    shown = tables_by(release, ("year", level))
    for code, name in subjects_of(release, level):
        for year, _words in years_of(release):
            report = made(release, About(level, code), year=year)
            assert report.who == name
            assert [stage.now for stage in report.stages] == [one.counts[year, code] for one in shown]


def test_what_a_release_hides_is_nowhere_in_the_report(release):
    hidden = 0
    for code, _name in subjects_of(release, OWNER):
        report = made(release, About(OWNER, code), county="15")
        for stage, cell in zip(report.stages, report.breakdowns[1].rows[0][1:], strict=True):
            assert (stage.now is None) == (cell == HIDDEN)
            hidden += cell == HIDDEN
            assert stage.now is not None or stage.change is None
    assert hidden


def test_a_share_of_a_hidden_number_is_not_worked_out(release):
    report = made(release, About())
    stages = list(report.stages)
    stages[2] = replace(stages[2], now=None)

    assert replace(report, stages=tuple(stages)).granted_percent is None
    assert Stage("Søkte", "", None, 10).change is None
    assert Stage("Søkte", "", 1200, 1300).apart == "100"


def test_sources_that_disagree_stand_side_by_side_in_the_nations_report_only(release):
    said = {one.what: one for one in made(release, About(NATION)).disagreements}

    assert said["Søkere 2014"].apart == 8
    assert len(said["Søkere 2014"].claims) == 2
    assert made(release, About(COUNTY, subjects_of(release, COUNTY)[0][0])).disagreements == ()


def test_who_is_not_counted_has_no_report(release):
    with pytest.raises(LookupError):
        made(release, About(OWNER, "999999"))
