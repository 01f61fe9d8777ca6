"""The forum adopts, the secretariat hands on, and Tor gets an award for everyone with the steps behind each krone."""

from __future__ import annotations

from datetime import datetime

import pytest

from pafyll.apps.casework.services import Refusal
from pafyll.apps.forums.models import Recommendation
from pafyll.apps.forums.services.distribution import choose_run, run_draft, start_draft
from pafyll.apps.forums.services.recommending import recommend
from pafyll.apps.grants.models import Award
from pafyll.apps.grants.services.following_recommendation import follow_recommendation
from pafyll.integrations.clock import OSLO
from tests.factories import OrganisationFactory, SchemeYearFactory
from tests.factories.forums import AgendaItemFactory, ForumDecisionFactory
from tests.fixtures.forum import a_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 20, 9, tzinfo=OSLO)
BY_FTE = {"steps": [{"step": "share", "pot": "frame", "key": "teacher_fte", "who": ["municipality"]}]}


@pytest.fixture
def year():
    """A scheme year of the regulation of 2021 with its deadline over, and two owners in the county."""
    made = SchemeYearFactory(closed=True, scheme="decentralised", year=2025, appropriation=300_000)
    made.governor.county_code = "98"
    made.governor.save()
    for name, fte in (("Stor", 20_000), ("Liten", 10_000)):
        OrganisationFactory(municipality=True, name=name, teacher_fte_hundredths=fte, county_code="98")
    made.tor = a_person("tor", "county_governor", made.governor).user
    return made


def adopted(year, **given):
    item = AgendaItemFactory(about=year.about)
    return ForumDecisionFactory(item=item, **given)


def chosen(year):
    draft = start_draft(year=year, title="Etter årsverk", frame=300_000, by=year.tor, at=AT, pipeline=BY_FTE)
    return choose_run(run=run_draft(draft=draft, by=year.tor, at=AT), reason="Etter årsverk", by=year.tor, at=AT)


def refusal(call, **given) -> str:
    with pytest.raises(Refusal) as refused:
        call(**given, at=AT)
    return refused.value.answer.code


def test_every_recommended_krone_becomes_a_proposed_award_with_its_steps(year):
    chosen(year)
    recommend(year=year, decision=adopted(year), text="Alle er med i to år.", by=year.tor, at=AT)

    made = follow_recommendation(year=year, by=year.tor, at=AT)

    assert {award.recipient.name: award.recommended for award in made} == {"Stor": 200_000, "Liten": 100_000}
    assert all(award.chain and award.chain[-1]["text"] for award in made)
    assert follow_recommendation(year=year, by=year.tor, at=AT) == []
    year.refresh_from_db()
    assert year.status == "recommended"


def test_nothing_is_handed_on_without_a_choice_a_decision_of_the_forum_and_its_grounds(year):
    given = {"year": year, "text": "Alle er med.", "by": year.tor}
    assert refusal(recommend, decision=adopted(year), **given) == "no_distribution_chosen"
    chosen(year)
    assert refusal(recommend, decision=None, **given) == "no_forum_decision"
    assert refusal(recommend, decision=ForumDecisionFactory(), **given) == "no_forum_decision"
    assert refusal(recommend, decision=adopted(year, voted=True, result="rejected"), **given) == "no_forum_decision"
    assert refusal(recommend, decision=adopted(year), **(given | {"text": " "})) == "criteria_missing"
    assert not Recommendation.objects.exists()


def test_without_a_recommendation_nothing_is_proposed(year):
    assert refusal(follow_recommendation, year=year, by=year.tor) == "nothing_recommended"
    assert not Award.objects.exists()
