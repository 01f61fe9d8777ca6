"""Tor fetches what earlier awards still owe this year; what is bound already is shown and never counted again."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.forums.queries.distribution import earlier_needs
from pafyll.apps.grants.models import Entry
from pafyll.apps.grants.queries.promised import claims_on_year, promised_parts
from pafyll.apps.grants.services.ledger import reverse as reverse_entry
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.grants.collective.awarding import Share
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from tests.apps.grants.after_awards import LATER, County, make_county, pay
from tests.factories import (
    AwardFactory,
    AwardPartFactory,
    DistributionDraftFactory,
    ForumDisqualificationFactory,
    ForumFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    PaymentFactory,
    PaymentRunFactory,
    SchemeYearFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 1)
TWO_YEARS = [Share(50, date(2026, 6, 1)), Share(50, date(2027, 3, 1))]


@pytest.fixture
def county() -> County:
    return make_county(TWO_YEARS)


@pytest.fixture
def year(county):
    return SchemeYearFactory(governor=county.year.governor, scheme=county.year.scheme, year=2027)


@pytest.fixture
def need(county):
    more = {"treated": True, "first_year": 2026, "years": 2, "amounts": [200_000, 200_000]}
    return NeedsNotificationFactory(scheme_year=county.year, owner=county.fjordvik, **more)


@pytest.fixture
def unbound(county):
    """An award of 300 000 that the ledger holds nothing of: half was due in 2026, and half is due in 2027."""
    owner = OrganisationFactory(municipality=True, name="Utvik")
    award = AwardFactory(scheme_year=county.year, recipient=owner, decided=True, amount=300_000, paid=100_000)
    AwardPartFactory(award=award, number=1, amount=100_000, due_on=date(2026, 6, 1))
    AwardPartFactory(award=award, number=2, amount=150_000, due_on=date(2027, 4, 1))
    AwardPartFactory(award=award, number=3, amount=50_000, due_on=date(2028, 4, 1))
    return award


@pytest.fixture
def unbound_need(county, unbound):
    more = {"treated": True, "first_year": 2026, "years": 2, "amounts": [150_000, 150_000]}
    return NeedsNotificationFactory(scheme_year=county.year, owner=unbound.recipient, **more)


@pytest.fixture
def address(year):
    draft = DistributionDraftFactory(scheme_year=year)
    return reverse("authority:distribution_commitments", args=[draft.pk])


@pytest.fixture
def page(client, county):
    client.force_login(county.tor)
    return client


def promised(county: County, year, by=None):
    needs = list(earlier_needs(year))
    return promised_parts(viewer=viewer_of(by or county.tor, day=DAY), year=year, needs=needs, day=DAY)


def test_a_part_that_last_years_appropriation_holds_is_shown_and_claims_nothing(county, year, need):
    [one] = promised(county, year)

    assert (one.part.number, one.amount, one.bound, one.unbound) == (2, 200_000, 200_000, 0)
    assert one.need == need.number
    assert claims_on_year([one]) == {}


def test_a_part_that_is_not_in_the_ledger_claims_this_years_frame(county, year, unbound, unbound_need):
    one = promised(county, year)[-1]

    assert (one.part.award, one.part.number, one.unbound) == (unbound, 2, 150_000)
    assert claims_on_year(promised(county, year)) == {unbound_need.number: 150_000}


def test_a_binding_that_is_reversed_is_a_claim_again(county, year, need):
    entry = Entry.objects.get(about=county.award.about, kind="commit")
    reverse_entry(entry=entry, booked_on=DAY, by=county.turid, at=LATER, why="Ført feil")

    assert claims_on_year(promised(county, year)) == {need.number: 200_000}


def test_what_is_bound_covers_the_parts_in_their_order(county, year, need):
    pay(county.fresh(), 200_000)

    [one] = promised(county, year)

    assert (one.bound, one.unbound) == (200_000, 0)


@pytest.mark.parametrize("status", ["prepared", "sent", "settled"])
def test_a_part_that_is_paid_or_on_its_way_is_not_owed(county, year, status):
    part = county.award.parts.get(number=2)
    run = PaymentRunFactory(of_awards=True, scheme_year=county.year)
    PaymentFactory(run=run, statement=None, part=part, amount=200_000, **{status: True})

    assert promised(county, year) == []


def test_what_is_released_is_not_owed(county, year):
    type(county.award).objects.update(released=200_000)

    assert promised(county, year) == []


def test_other_schemes_governors_years_and_undecided_awards_do_not_count(county, year):
    other_scheme = SchemeYearFactory(governor=county.year.governor, scheme="follow_up_2017", year=2026)
    elsewhere = SchemeYearFactory(scheme=county.year.scheme, year=2026)
    for one, status in (
        (other_scheme, "decided"),
        (elsewhere, "decided"),
        (year, "decided"),
        (county.year, "prepared"),
    ):
        AwardPartFactory(award=AwardFactory(scheme_year=one, **{status: True}), due_on=date(2027, 3, 1))

    assert [one.part.award for one in promised(county, year)] == [county.award]


def test_who_is_disqualified_in_the_earlier_year_and_strangers_are_shown_nothing(county, year):
    assert promised(county, year, by=county.far) == []
    assert promised(county, year, by=county.siri) == []
    forum = ForumFactory(governor=county.year.governor)
    ForumDisqualificationFactory(forum=forum, person=county.tor.person, matter=county.year.about)

    assert promised(county, year) == []


def test_with_two_needs_nobody_guesses_which_one_the_part_is_for(county, year, unbound, unbound_need):
    more = {"treated": True, "first_year": 2026, "years": 2, "amounts": [1, 1]}
    NeedsNotificationFactory(scheme_year=county.year, owner=unbound.recipient, **more)

    one = promised(county, year)[-1]

    assert (one.need, one.unbound) == ("", 150_000)
    assert claims_on_year([one]) == {}


def test_more_awards_take_no_more_queries(county, year, unbound, unbound_need):
    with CaptureQueriesContext(connection) as few:
        promised(county, year)
    for _ in range(4):
        award = AwardFactory(scheme_year=county.year, decided=True)
        AwardPartFactory(award=award, due_on=date(2027, 3, 1))
    with CaptureQueriesContext(connection) as many:
        assert len(promised(county, year)) == 6

    assert len(many) == len(few)


# The page


def test_tor_fetches_and_nothing_is_saved_before_he_says_so(page, address, year, need, unbound, unbound_need):
    assert "blir de samme kronene tildelt to ganger" in page.get(address).content.decode()

    answer = page.post(address, {"hent": "1", need.number: "75000", unbound_need.number: ""})

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["form"][need.number].value() == "75000"
    assert answer.context["form"][unbound_need.number].value() == 150_000
    assert year.distribution_drafts.get().commitments == {}
    assert unbound.number in shown
    assert "1.\u00a0april 2027" in shown
    assert "200\u00a0000\u00a0kr er bundet i bevilgningen for 2026" in shown

    page.post(address, {need.number: "75000", unbound_need.number: "150000"})

    assert year.distribution_drafts.get().commitments == {need.number: 75_000, unbound_need.number: 150_000}


def test_what_he_has_typed_is_kept_also_where_something_was_found(page, address, unbound_need):
    answer = page.post(address, {"hent": "1", unbound_need.number: "1"})

    assert answer.context["form"][unbound_need.number].value() == "1"
    assert f"{unbound_need.number}: ditt eget beløp er beholdt" in answer.content.decode()


def test_with_nothing_owed_the_page_says_so(page, address, county, need):
    county.award.parts.filter(number=2).update(due_on=date(2028, 3, 1))

    assert "Ingen vedtatte tildelinger fra tidligere år" in page.post(address, {"hent": "1"}).content.decode()


def test_in_a_decided_year_nothing_is_fetched_and_others_find_no_page(page, address, year, county, need):
    type(year).objects.filter(pk=year.pk).update(status=SchemeYearStatus.DECIDED)

    assert page.post(address, {"hent": "1"}).status_code == 403
    assert "Hent bindinger" not in page.get(address).content.decode()
    page.force_login(county.far)
    assert page.post(address, {"hent": "1"}).status_code == 404
