"""A scheme year is copied, filled in, looked through and announced; what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.scheme_years import unconfirmed
from pafyll.apps.forums.queries.scheme_years import announced_scheme_years, announcing_checklist, scheme_years_on_desk
from pafyll.apps.forums.services import scheme_years as services
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.announcing import NEEDED
from pafyll.integrations.clock import OSLO
from tests.factories import SchemeYearFactory
from tests.factories.base import NOW


def test_tor_starts_with_what_the_sources_say_and_nothing_else(county):
    made = services.start_scheme_year(
        scheme="decentralised_2018", year=2018, governor=county.governor, by=county.user("tor"), at=NOW
    )

    assert (made.own_contribution_percent, made.own_contribution_base) == (30, "forum_grant")
    assert made.own_working_time_counts is None  # no source says
    assert "Oslo og Akershus" in made.own_contribution_source
    assert (made.award_criteria, made.appropriation) == ("", None)


def test_tor_cannot_start_a_scheme_that_is_no_more(county):
    with pytest.raises(Refusal) as refused:
        services.start_scheme_year(
            scheme="decentralised", year=2026, governor=county.governor, by=county.user("tor"), at=NOW
        )

    assert str(refused.value.answer) == "Desentralisert ordning gjelder ikke i 2026."


def test_siri_runs_no_scheme(county):
    with pytest.raises(Refusal):
        services.start_scheme_year(
            scheme="collective_2026", year=2026, governor=county.governor, by=county.user("siri"), at=NOW
        )


def test_an_empty_scheme_year_says_all_that_is_missing(county):
    year = SchemeYearFactory(governor=county.governor, empty=True)

    assert {one.code for one in announcing_checklist(year) if not one.answer} == {
        *("purpose", "target_group", "goal_criteria", "award_criteria", "follow_up", "evaluation_plan"),
        *("appropriation", "appropriation_source", "opens_on", "closes_on", "report_due"),
    }
    with pytest.raises(Refusal) as refused:
        services.announce(year=year, by=county.user("tor"), at=NOW)
    assert refused.value.answer.law == "Økonomibestemmelsene 6.2.3"


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_one_thing_missing_is_enough_to_stop_the_announcement(county, name):
    kept = {"opens_on": "opens_at", "closes_on": "closes_at"}.get(name, name)
    empty = None if kept in {"appropriation", "opens_at", "closes_at", "report_due"} else "  "
    year = SchemeYearFactory(governor=county.governor, **{kept: empty})

    with pytest.raises(Refusal):
        services.announce(year=year, by=county.user("tor"), at=NOW)
    assert [one.code for one in announcing_checklist(year) if not one.answer] == [name]


def test_the_copy_is_last_years_until_tor_changes_or_confirms_each_point(county):
    last = SchemeYearFactory(governor=county.governor, decided=True)
    tor = county.user("tor")

    copy = services.copy_scheme_year(last=last, scheme="collective_2026", by=tor, at=NOW)

    assert (copy.closes_on, copy.opens_on, copy.report_due) == (date(2027, 4, 15), date(2027, 1, 5), date(2028, 1, 15))
    assert (copy.appropriation, copy.appropriation_source) == (None, "")  # given for one year
    assert set(unconfirmed(copy)) == {
        *("purpose", "target_group", "goal_criteria", "award_criteria", "follow_up", "evaluation_plan"),
        *("opens_on", "closes_on", "recommendation_due", "report_due"),
    }
    terms = replace(
        services.terms_of(copy), purpose="Nytt formål.", appropriation=1, appropriation_source="Tildelingsbrev 2027"
    )
    services.set_terms(year=copy, terms=terms, by=tor, at=NOW)
    assert "purpose" not in unconfirmed(copy)
    with pytest.raises(Refusal) as refused:
        services.announce(year=copy, by=tor, at=NOW)
    assert str(refused.value.answer) == "9 punkter er fortsatt som i fjor."
    for item in unconfirmed(copy):
        services.confirm_unchanged(year=copy, item=item, by=tor, at=NOW)
    services.announce(year=copy, by=tor, at=NOW)
    assert copy.status == "announced"


def test_a_copy_into_another_scheme_leaves_the_old_own_contribution_behind(county):
    last = SchemeYearFactory(
        governor=county.governor,
        scheme="decentralised",
        year=2025,
        decided=True,
        own_contribution_percent=30,
        own_contribution_base="grant",
        own_contribution_source="Statsforvalteren",
    )

    with pytest.raises(Refusal):
        services.copy_scheme_year(last=last, scheme="decentralised", by=county.user("tor"), at=NOW)
    copy = services.copy_scheme_year(last=last, scheme="collective_2026", by=county.user("tor"), at=NOW)

    assert (copy.scheme, copy.own_contribution_percent) == ("collective_2026", None)


def test_the_same_scheme_is_not_made_twice_for_a_year(county):
    SchemeYearFactory(governor=county.governor)

    with pytest.raises(Refusal) as refused:
        services.start_scheme_year(
            scheme="collective_2026", year=2026, governor=county.governor, by=county.user("tor"), at=NOW
        )
    assert refused.value.answer.code == "year_has_the_scheme"


def test_what_is_announced_stands_and_the_deadline_only_moves_later(county):
    year, tor = SchemeYearFactory(governor=county.governor, announced=True), county.user("tor")

    with pytest.raises(Refusal):
        services.set_terms(year=year, terms=services.terms_of(year), by=tor, at=NOW)
    with pytest.raises(Refusal):
        services.extend_deadline(year=year, closes_on=date(2026, 4, 14), why="Tidligere", by=tor, at=NOW)
    with pytest.raises(Refusal):
        services.extend_deadline(year=year, closes_on=date(2026, 4, 30), why=" ", by=tor, at=NOW)
    services.extend_deadline(year=year, closes_on=date(2026, 4, 30), why="Påske", by=tor, at=NOW)
    assert SchemeYear.objects.get(pk=year.pk).closes_on == date(2026, 4, 30)


def test_the_deadline_is_not_over_before_midnight_in_oslo(county):
    year, tor = SchemeYearFactory(governor=county.governor, announced=True), county.user("tor")

    with pytest.raises(Refusal):
        services.close_scheme_year(year=year, by=tor, at=datetime(2026, 4, 15, 23, 59, tzinfo=OSLO))
    services.close_scheme_year(year=year, by=tor, at=datetime(2026, 4, 16, tzinfo=OSLO))
    assert year.status == "closed"


def test_a_forum_that_recommends_before_the_needs_are_in_is_refused(county):
    year = SchemeYearFactory(governor=county.governor, recommendation_due=date(2026, 4, 15))

    with pytest.raises(Refusal) as refused:
        services.announce(year=year, by=county.user("tor"), at=NOW)
    assert refused.value.answer.field == "recommendation_due"


def test_a_percentage_needs_its_base_and_its_source(county):
    year, tor = SchemeYearFactory(governor=county.governor), county.user("tor")
    terms = replace(services.terms_of(year), own_contribution_percent=30)

    for field, more in (("own_contribution_base", {}), ("own_contribution_source", {"own_contribution_base": "grant"})):
        with pytest.raises(Refusal) as refused:
            services.set_terms(year=year, terms=replace(terms, **more), by=tor, at=NOW)
        assert refused.value.answer.field == field


def test_a_draft_is_seen_by_its_own_governor_only_and_an_announcement_by_everyone(county):
    draft, elsewhere = SchemeYearFactory(governor=county.governor), SchemeYearFactory()
    announced = SchemeYearFactory(announced=True)

    assert list(scheme_years_on_desk(viewer=county.viewer("tor"))) == [draft]
    assert elsewhere not in scheme_years_on_desk(viewer=county.viewer("tor"))
    assert list(announced_scheme_years(viewer=county.viewer("siri"))) == [announced]
    assert not scheme_years_on_desk(viewer=county.viewer("siri")).exists()
