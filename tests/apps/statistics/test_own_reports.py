"""Officers' own reports: the same numbers as the releases are counted from, within what each may see."""

from __future__ import annotations

import polars as pl
import pytest

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.statistics.models import SavedReport
from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.queries.own_reports import (
    FIGURES,
    ReportChoice,
    chosen_applications,
    report_table,
    visible_reports,
    words_of,
)
from pafyll.apps.statistics.services.own_reports import remove_report, save_report, share_report
from pafyll.domain.statistics.indicators import BREAKDOWNS
from tests.factories import ApplicationFactory, OrganisationFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
COUNTED = sorted({name for dimensions in BREAKDOWNS for name in dimensions} - {"age"})


def viewer(name: str):
    return viewer_of(User.objects.get(username=name), day=NOW.date())


@pytest.mark.parametrize("by", COUNTED)
def test_a_report_counts_as_a_release_does(world, by):
    """Two ways to count the same: with polars for a release, in the database for an officer."""
    people = facts().group_by(by).agg(pl.col(list(FIGURES)).sum())
    expected = sorted(tuple(row[1:]) for row in people.iter_rows())

    table = report_table(viewer=viewer("ada"), choice=ReportChoice(rows=by))

    assert sorted(numbers for _word, numbers in table.rows) == expected
    assert table.totals == tuple(facts()[code].sum() for code in FIGURES)


def test_two_dimensions_add_up_to_one(world):
    one = report_table(viewer=viewer("ada"), choice=ReportChoice(rows="county", figure="applied"))
    two = report_table(viewer=viewer("ada"), choice=ReportChoice(rows="county", columns="status", figure="applied"))

    assert [(word, numbers[0]) for word, numbers in one.rows] == [(word, numbers[-1]) for word, numbers in two.rows]
    assert two.totals[-1] == sum(two.totals[:-1]) == one.totals[0]


def test_a_choice_leaves_out_the_rest(world):
    ada = viewer("ada")
    chosen = chosen_applications(viewer=ada, choice=ReportChoice(year="2026", sex="female"))

    assert {row.round.study_year for row in chosen.select_related("round")} == {2026}
    assert set(chosen.values_list("person__gender", flat=True)) == {"female"}


def test_tor_counts_his_own_counties_and_is_offered_no_other_owner(world):
    tor = viewer("tor")
    counties = {grant.organisation.county_code for grant in tor.grants}

    assert set(words_of(viewer=tor)["county"]) <= counties
    found = chosen_applications(viewer=tor, choice=ReportChoice())
    assert found.exists()
    assert set(found.values_list("owner__county_code", flat=True)) <= counties
    elsewhere = OrganisationFactory(kind="municipality", county_code="99")
    ApplicationFactory(submitted=True, owner=elsewhere, number="2026-90001")
    choice = ReportChoice(county="99")
    assert not chosen_applications(viewer=tor, choice=choice).exists()
    assert chosen_applications(viewer=viewer("ada"), choice=choice).exists()
    assert str(elsewhere.pk) not in words_of(viewer=tor)["owner"]


def test_a_shared_report_is_seen_by_colleagues_and_nobody_else(world):
    names = {who: set(visible_reports(viewer=viewer(who)).values_list("name", flat=True)) for who in ("idar", "tor")}

    assert "Fikk plass etter fylke og fag" in names["idar"]
    assert "Innvilget i matematikk" not in names["idar"]
    assert names["tor"] == {"Søknader etter skoleeier"}


def test_only_the_maker_shares_and_removes_a_report(world):
    ada, idar = (User.objects.get(username=name) for name in ("ada", "idar"))
    report = SavedReport.objects.get(name="Fikk plass etter fylke og fag")

    for act in (share_report, remove_report):
        with pytest.raises(Refusal) as refused:
            act(report=report, by=idar, at=NOW, **({"is_shared": False} if act is share_report else {}))
        assert refused.value.answer.code == "not_your_report"
    share_report(report=report, is_shared=False, by=ada, at=NOW)
    assert report not in visible_reports(viewer=viewer("idar"))
    remove_report(report=report, by=ada, at=NOW)
    assert not SavedReport.objects.filter(pk=report.pk).exists()


def test_a_name_is_used_once_and_owners_keep_no_reports(world):
    choice = ReportChoice()
    with pytest.raises(Refusal) as taken:
        save_report(
            name="Innvilget i matematikk", choice=choice, is_shared=False, by=User.objects.get(username="ada"), at=NOW
        )
    with pytest.raises(Refusal) as owner:
        save_report(name="Min", choice=choice, is_shared=False, by=User.objects.get(username="siri"), at=NOW)

    assert (taken.value.answer.code, owner.value.answer.code) == ("name_is_taken", "not_reporter")


def test_a_kept_choice_survives_dimensions_that_are_no_longer_known():
    assert ReportChoice.of(ReportChoice(year="2026").kept() | {"moon": "full"}) == ReportChoice(year="2026")
