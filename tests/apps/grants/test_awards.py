"""Tor awards what the forum recommends, a colleague decides, and Siri reports: money bound once, never above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.casework.services import Refusal
from pafyll.apps.forums.services.recommending import recommend
from pafyll.apps.grants.models import Account, Award
from pafyll.apps.grants.permissions.awards import visible_awards
from pafyll.apps.grants.services.deciding_awards import committed, decide_awards, left_to_award
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.proposing_awards import (
    AwardTerms,
    Recommended,
    drop,
    make_ready,
    propose_awards,
    send_back,
    set_award,
)
from pafyll.apps.grants.services.reporting_awards import (
    ReportTerms,
    accept_report,
    documented,
    enter_own_contribution,
    return_report,
    save_report,
    send_report,
    strike_out,
)
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.grants.collective.awarding import Share
from pafyll.integrations.clock import OSLO
from tests.factories import NeedsNotificationFactory
from tests.factories.forums import ForumDisqualificationFactory, SchemeYearFactory
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
Role = RoleGrant.Role
AT = datetime(2026, 5, 20, 9, tzinfo=OSLO)
HALVES = [Share(50, date(2026, 6, 1)), Share(50, date(2026, 11, 1), "midterm_report")]
USED = ReportTerms(used=330_000, own_contribution=120_000, unused_because="En samling er flyttet.")


def works_for(organisation: Organisation, role: str, name: str):
    person = PersonFactory(user=UserFactory(username=name))
    RoleGrantFactory(person=person, role=role, organisation=organisation)
    return person.user


@pytest.fixture
def county():
    """A scheme year of 1 000 000 kroner with its deadline over, and those who work with it."""
    year = SchemeYearFactory(closed=True, appropriation=1_000_000)
    fjordvik = OrganisationFactory(municipality=True)
    people = {
        "tor": works_for(year.governor, Role.COUNTY_GOVERNOR, "tor"),
        "turid": works_for(year.governor, Role.COUNTY_GOVERNOR, "turid"),
        "siri": works_for(fjordvik, Role.OWNER_OFFICER, "siri"),
        "ola": works_for(OrganisationFactory(municipality=True), Role.OWNER_OFFICER, "ola"),
        "far": works_for(OrganisationFactory(county_governor=True), Role.COUNTY_GOVERNOR, "far"),
    }
    return year, fjordvik, people


def proposed(county, kroner=400_000) -> Award:
    year, fjordvik, people = county
    asked = [Recommended(fjordvik, kroner, "Lesing på alle trinn")]
    return propose_awards(year=year, recommended=asked, by=people["tor"], at=AT)[0]


def decided(county, kroner=400_000) -> Award:
    year, _owner, people = county
    make_ready(award=proposed(county, kroner), shares=HALVES, by=people["tor"], at=AT)
    return decide_awards(year=year, by=people["turid"], at=AT)[0]


def refusal(call, **given) -> str:
    with pytest.raises(Refusal) as refused:
        call(**given, at=AT)
    return refused.value.answer.code


def test_what_is_decided_is_bound_with_a_case_number_and_two_people_behind_it(county):
    year, _owner, people = county

    award = decided(county)

    decision = Decision.objects.get(kind="collective_award")
    assert (decision.prepared_by, decision.decided_by) == (people["tor"], people["turid"])
    assert decision.lines[0]["amount"] == 400_000
    assert committed(award).balance == 400_000
    assert left_to_award(year) == 600_000
    assert differing_accounts() == []
    assert [part.amount for part in award.parts.all()] == [200_000, 200_000]
    year.refresh_from_db()
    assert year.status == "decided"


def test_proposing_twice_gives_nothing_new(county):
    first = proposed(county)
    year, owner, people = county

    assert propose_awards(year=year, recommended=[Recommended(owner, 9, "Igjen")], by=people["tor"], at=AT) == []
    assert Award.objects.get() == first


def test_a_company_is_refused_with_the_paragraph_and_nobody_gets_anything(county):
    year, owner, people = county
    year.scheme = "decentralised_2018"
    year.save()
    school = OrganisationFactory(school=True)

    asked = [Recommended(owner, 400_000, "Lesing"), Recommended(school, 1, "Kurs")]
    with pytest.raises(Refusal) as refused:
        propose_awards(year=year, recommended=asked, by=people["tor"], at=AT)

    assert refused.value.answer.code == "not_a_recipient"
    assert refused.value.answer.law == "Meld. St. 21 (2016–2017) og Prop. 1 S"
    assert not Award.objects.exists()


def test_money_to_a_private_owner_goes_through_the_municipality_and_both_are_shown(county):
    year, town, people = county
    free = OrganisationFactory(private_owner=True)

    (award,) = propose_awards(
        year=year, recommended=[Recommended(free, 90_000, "Barnehagen", payee=town)], by=people["tor"], at=AT
    )

    assert (award.recipient, award.payee) == (free, town)
    wrong = [Recommended(OrganisationFactory(provider=True), 5, "Kurs", payee=town)]
    assert refusal(propose_awards, year=year, recommended=wrong, by=people["tor"]) == "not_an_intermediary"


def test_a_decision_that_departs_says_why_and_keeps_what_was_recommended(county):
    award, people = proposed(county), county[2]
    terms = AwardTerms(amount=350_000, purpose=award.purpose)
    assert refusal(set_award, award=award, terms=terms, by=people["tor"]) == "departs_without_grounds"

    set_award(award=award, terms=replace(terms, grounds="Tiltaket er kortere enn meldt."), by=people["tor"], at=AT)

    award.refresh_from_db()
    assert (award.recommended, award.amount) == (400_000, 350_000)
    event = Event.objects.get(about=award.about, verb="changed")
    assert (event.before, event.after, event.why) == ("400000", "350000", "Tiltaket er kortere enn meldt.")


def test_the_parts_are_of_what_is_to_be_decided_also_when_a_colleague_changed_it_meanwhile(county):
    seen, people = proposed(county), county[2]
    terms = AwardTerms(amount=350_000, purpose=seen.purpose, grounds="Kortere tiltak.")
    set_award(award=Award.objects.get(), terms=terms, by=people["turid"], at=AT)

    make_ready(award=seen, shares=HALVES, by=people["tor"], at=AT)

    assert sum(part.amount for part in seen.parts.all()) == 350_000


def test_nobody_decides_what_they_prepared_and_nothing_only_proposed_is_decided(county):
    year, _owner, people = county
    award = proposed(county)
    assert refusal(decide_awards, year=year, by=people["turid"]) == "not_all_ready"
    make_ready(award=award, shares=HALVES, by=people["tor"], at=AT)

    assert refusal(decide_awards, year=year, by=people["tor"]) == "decides_own_work"
    assert not Decision.objects.exists()


def test_one_krone_above_the_appropriation_is_refused_whole(county):
    year, _owner, people = county
    make_ready(award=proposed(county, 1_000_001), shares=HALVES, by=people["tor"], at=AT)

    assert refusal(decide_awards, year=year, by=people["turid"]) == "above_the_appropriation"
    assert not Account.objects.filter(kind="committed").exists()
    assert not Decision.objects.exists()


def test_an_award_that_is_sent_back_is_planned_anew(county):
    award, people = proposed(county), county[2]
    make_ready(award=award, shares=HALVES, by=people["tor"], at=AT)
    send_back(award=award, why="Del i tre", by=people["turid"], at=AT)

    make_ready(award=award, shares=[Share(100, date(2026, 6, 1))], by=people["tor"], at=AT)

    assert [part.amount for part in award.parts.all()] == [400_000]


def test_what_is_dropped_can_be_proposed_again(county):
    award = proposed(county)
    drop(award=award, why="Trakk seg", by=county[2]["tor"], at=AT)

    assert proposed(county).pk != award.pk


def test_only_the_countys_own_people_award_and_only_the_recipient_sees_it_when_it_is_decided(county):
    year, owner, people = county
    asked = [Recommended(owner, 1, "Lesing")]
    for name in ("siri", "ola", "far"):
        assert refusal(propose_awards, year=year, recommended=asked, by=people[name]) == "not_your_scheme"

    def sees(name):
        return visible_awards(viewer_of(people[name], day=AT.date()), day=AT.date()).exists()

    proposed(county)
    assert {name: sees(name) for name in people} == dict.fromkeys(people, False) | {"tor": True, "turid": True}
    make_ready(award=Award.objects.get(), shares=HALVES, by=people["tor"], at=AT)
    decide_awards(year=year, by=people["turid"], at=AT)
    assert sees("siri")
    assert not sees("ola")
    assert not sees("far")


@pytest.mark.parametrize("matter", ["the year", "a need"])
def test_a_disqualified_officer_neither_sees_nor_does_anything_with_the_money(county, matter):
    year, owner, people = county
    make_ready(award=proposed(county), shares=HALVES, by=people["tor"], at=AT)
    about = year.about if matter == "the year" else NeedsNotificationFactory(scheme_year=year, owner=owner).about
    day = AT.date()
    ForumDisqualificationFactory(matter=about, person=people["turid"].person, starts_on=day)
    turid = viewer_of(people["turid"], day=day)

    assert not visible_awards(turid, day=day).exists()
    assert refusal(decide_awards, year=year, by=people["turid"]) == "disqualified"
    assert refusal(drop, award=Award.objects.get(), why="Nei", by=people["turid"]) == "disqualified"
    assert refusal(recommend, year=year, decision=None, text="Ja", by=people["turid"]) == "disqualified"
    assert not Decision.objects.exists()


def test_own_contributions_are_summed_and_a_wrong_one_is_struck_out(county):
    award, siri = decided(county), county[2]["siri"]
    entered = [
        enter_own_contribution(award=award, kind="money", amount=kroner, what="Frikjøp", by=siri, at=AT)
        for kroner in (100_000, 20_000)
    ]

    strike_out(contribution=entered[1], by=siri, at=AT)

    assert documented(award) == 100_000
    given = {"award": award, "kind": "working_time", "amount": 1, "what": "Møter", "by": siri}
    assert refusal(enter_own_contribution, **given) == "working_time_does_not_count"
    ola = given | {"by": county[2]["ola"]}
    assert refusal(enter_own_contribution, **ola) == "not_the_recipient"


def test_a_report_is_sent_returned_mended_and_accepted(county):
    award, people = decided(county), county[2]
    report = save_report(award=award, kind="final", terms=USED, edition=0, by=people["siri"], at=AT)
    send_report(report=report, by=people["siri"], at=AT)
    return_report(report=report, why="Skriv hvor mange som var med.", by=people["tor"], at=AT)
    report.refresh_from_db()

    mended = replace(USED, participants={"teachers": 41})
    report = save_report(award=award, kind="final", terms=mended, edition=report.edition, by=people["siri"], at=AT)
    send_report(report=report, by=people["siri"], at=AT)
    accept_report(report=report, by=people["tor"], at=AT)

    award.refresh_from_db()
    assert award.status == "reported"
    assert refusal(send_report, report=report, by=people["siri"]) == "not_decided"


def test_a_report_above_the_award_is_kept_but_not_sent(county):
    award, siri = decided(county), county[2]["siri"]
    report = save_report(award=award, kind="final", terms=replace(USED, used=400_001), edition=0, by=siri, at=AT)

    assert refusal(send_report, report=report, by=siri) == "used_above_the_award"
    report.refresh_from_db()
    assert (report.status, report.used) == ("draft", 400_001)


def test_of_two_who_write_at_once_the_second_is_told(county):
    award, siri = decided(county), county[2]["siri"]
    report = save_report(award=award, kind="final", terms=USED, edition=0, by=siri, at=AT)
    given = {"award": award, "kind": "final", "terms": USED, "by": siri}
    save_report(**given, edition=report.edition, at=AT)

    assert refusal(save_report, **given, edition=report.edition) == "already_changed"
