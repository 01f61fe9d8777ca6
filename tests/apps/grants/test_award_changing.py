"""Siri applies for a change, Tor assesses it, and Turid decides: the money adds up whatever they agree on."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import AwardChange
from pafyll.apps.grants.queries.after_awards import changes_of, letters_about
from pafyll.apps.grants.services import award_changing as services
from pafyll.apps.grants.services.award_changing import ChangeVerdict, WantedChange
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.values import Kroner
from tests.apps.grants.after_awards import AT, County, balance, make_county, pay, refusal
from tests.factories import PaymentFactory, PaymentRunFactory
from tests.factories.forums import ForumDisqualificationFactory

pytestmark = pytest.mark.django_db
FRAME, COMMITTED = AccountKind.FRAME, AccountKind.COMMITTED
LESS = WantedChange("En samling går ut.", amount=350_000)


@pytest.fixture
def county() -> County:
    return make_county()


def applied(county: County, wanted: WantedChange = LESS) -> AwardChange:
    return services.apply_for_change(award=county.fresh(), wanted=wanted, by=county.siri, at=AT)


def decided(county: County, wanted: WantedChange, verdict: ChangeVerdict) -> AwardChange:
    change = applied(county, wanted)
    services.prepare_award_change(change=change, verdict=verdict, by=county.tor, at=AT)
    return services.decide_award_change(change=change, by=county.turid, at=AT)


def parts(county: County) -> list[int]:
    return [part.amount for part in county.fresh().parts.all()]


def test_less_money_is_accepted_the_rest_is_the_schemes_again_and_the_parts_add_up(county):
    change = decided(county, LESS, ChangeVerdict("accepted", ""))

    assert (change.status, county.fresh().amount) == ("accepted", 350_000)
    assert (balance(county, FRAME), balance(county, COMMITTED)) == (650_000, 350_000)
    assert parts(county) == [175_000, 175_000]
    assert differing_accounts() == []
    decision = Decision.objects.get(kind="award_change")
    assert (decision.prepared_by, decision.decided_by) == (county.tor, county.turid)
    assert decision.grounds["before"]["amount"] == 400_000


def test_more_money_is_accepted_with_another_amount_and_a_new_period(county):
    wanted = WantedChange("To skoler til.", amount=700_000, until=date(2027, 3, 1))
    verdict = ChangeVerdict("accepted_changed", "Vi dekker én skole.", 450_001, until=date(2027, 2, 1))

    decided(county, wanted, verdict)

    award = county.fresh()
    assert (award.amount, award.until) == (450_001, date(2027, 2, 1))
    assert sum(parts(county)) == 450_001
    assert balance(county, FRAME) == 549_999


def test_what_is_paid_stays_and_only_the_unpaid_part_is_planned_anew(county):
    pay(county.fresh(), 200_000)

    decided(county, LESS, ChangeVerdict("accepted", ""))

    assert parts(county) == [200_000, 150_000]
    assert balance(county, COMMITTED) == 150_000


def test_a_part_that_becomes_nothing_is_taken_out_and_more_money_gets_a_part_of_its_own(county):
    pay(county.fresh(), 200_000)
    decided(county, WantedChange("Tiltaket stopper.", amount=200_000), ChangeVerdict("accepted", ""))
    assert parts(county) == [200_000]

    decided(county, WantedChange("Vi begynner igjen.", amount=260_000), ChangeVerdict("accepted", ""))

    assert parts(county) == [200_000, 60_000]
    assert differing_accounts() == []


def test_a_part_that_waits_in_a_payment_run_is_not_touched(county):
    first = county.fresh().parts.earliest("number")
    run = PaymentRunFactory(of_awards=True, scheme_year=county.year)
    PaymentFactory(prepared=True, run=run, statement=None, part=first, amount=200_000)
    below = {"change": applied(county, WantedChange("Mindre", amount=150_000)), "by": county.tor}
    refused = refusal(services.prepare_award_change, verdict=ChangeVerdict("accepted", ""), **below)
    assert refused == "below_what_is_paid"
    services.take_back_change(change=below["change"], by=county.siri, at=AT)

    decided(county, LESS, ChangeVerdict("accepted", ""))

    assert parts(county) == [200_000, 150_000]


def test_a_refusal_needs_grounds_and_changes_nothing(county):
    change = applied(county)
    given = {"change": change, "by": county.tor}
    no_grounds = ChangeVerdict("refused", " ")
    assert refusal(services.prepare_award_change, verdict=no_grounds, **given) == "grounds_missing"

    services.prepare_award_change(verdict=ChangeVerdict("refused", "Tiltaket kan gå."), at=AT, **given)
    services.decide_award_change(change=change, by=county.turid, at=AT)

    assert county.fresh().amount == 400_000
    assert balance(county, COMMITTED) == 400_000
    assert parts(county) == [200_000, 200_000]


def test_nothing_goes_above_the_appropriation_or_below_what_is_paid(county):
    pay(county.fresh(), 200_000)
    given = {"change": applied(county, WantedChange("Mer", amount=1_000_001)), "by": county.tor}

    above, below = ChangeVerdict("accepted", ""), ChangeVerdict("accepted_changed", "Mindre", 199_999)
    assert refusal(services.prepare_award_change, verdict=above, **given) == "above_the_appropriation"
    assert refusal(services.prepare_award_change, verdict=below, **given) == "below_what_is_paid"


def test_money_that_went_elsewhere_after_the_assessment_is_found_out_when_it_is_decided(county):
    change = applied(county, WantedChange("Mer", amount=900_000))
    services.prepare_award_change(change=change, verdict=ChangeVerdict("accepted", ""), by=county.tor, at=AT)
    services.bind(county.fresh(), 200_000, key="elsewhere", why="Annet", by=county.tor, at=AT)

    assert refusal(services.decide_award_change, change=change, by=county.turid) == "above_the_appropriation"
    change.refresh_from_db()
    assert (change.status, county.fresh().amount) == ("prepared", 400_000)


def test_the_effect_is_shown_before_anything_is_decided(county):
    pay(county.fresh(), 200_000)

    effect = services.effect_on(county.fresh(), 150_000)

    assert (effect.before, effect.after, effect.released, effect.repaid) == (400_000, 150_000, 200_000, 50_000)


def test_the_recipient_applies_once_at_a_time_and_can_take_it_back(county):
    change = applied(county)
    given = {"award": county.fresh(), "wanted": LESS}
    assert refusal(services.apply_for_change, by=county.siri, **given) == "change_waiting"
    assert refusal(services.apply_for_change, by=county.ola, **given) == "not_the_recipient"

    services.take_back_change(change=change, by=county.siri, at=AT)

    empty = WantedChange("Ingenting", amount=400_000)
    assert (
        refusal(services.apply_for_change, award=county.fresh(), wanted=empty, by=county.siri) == "nothing_is_changed"
    )
    assert applied(county).pk != change.pk


def test_nobody_decides_what_they_prepared_and_it_can_be_sent_back(county):
    change = applied(county)
    services.prepare_award_change(change=change, verdict=ChangeVerdict("accepted", ""), by=county.tor, at=AT)
    assert refusal(services.decide_award_change, change=change, by=county.tor) == "decides_own_work"
    assert refusal(services.decide_award_change, change=change, by=county.far) == "not_your_scheme"

    services.return_award_change(change=change, why="Begrunn bedre.", by=county.turid, at=AT)

    change.refresh_from_db()
    assert change.status == "sent"


def test_a_disqualified_officer_neither_sees_nor_does_anything_with_the_change(county):
    change = applied(county)
    services.prepare_award_change(change=change, verdict=ChangeVerdict("accepted", ""), by=county.tor, at=AT)
    ForumDisqualificationFactory(matter=county.year.about, person=county.turid.person, starts_on=AT.date())

    assert refusal(services.decide_award_change, change=change, by=county.turid) == "disqualified"
    turid = viewer_of(county.turid, day=AT.date())
    assert not changes_of(turid, day=AT.date()).exists()


def test_the_recipient_gets_a_letter_and_a_mail_and_others_see_nothing(county, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change = decided(county, LESS, ChangeVerdict("accepted", ""))

    letter = Document.objects.get(kind="award_change_decision", about=change.about)
    assert "Tildelingen er endret fra 400\u00a0000\u00a0kr til 350\u00a0000\u00a0kr" in letter.text.replace("\n", " ")
    assert "godtatt" in mail.outbox[-1].subject
    assert list(letters_about(change.about)) == [letter]
    assert Event.objects.filter(about=county.award.about, verb="change_accepted").exists()
    for user, sees in ((county.siri, True), (county.tor, True), (county.ola, False), (county.far, False)):
        assert changes_of(viewer_of(user, day=AT.date()), day=AT.date()).exists() is sees


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=8)
@given(st.lists(st.tuples(st.integers(1, 1_100_000), st.integers(0, 2)), min_size=1, max_size=4), st.booleans())
def test_whatever_is_asked_and_decided_the_scheme_never_gives_more_than_it_has(transactional_rows, asked, is_paid):
    with transactional_rows():
        county = make_county()
        if is_paid:
            pay(county.fresh(), 200_000)
        for amount, kind in asked:
            _try(county, amount, kind)
        award = county.fresh()
        assert balance(county, FRAME) + award.amount == 1_000_000
        assert balance(county, COMMITTED) == award.left
        assert sum(parts(county)) == award.amount
        assert differing_accounts() == []


@pytest.fixture
def transactional_rows():
    """Each example is undone, so that the next begins with nothing."""
    from contextlib import contextmanager

    from django.db import transaction

    @contextmanager
    def undone():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone


def _try(county: County, amount: int, kind: int) -> None:
    if amount == county.fresh().amount:
        return
    change = applied(county, WantedChange("Endring", amount=amount))
    verdicts = [
        ChangeVerdict("accepted", ""),
        ChangeVerdict("accepted_changed", "Annet beløp.", amount // 2 if amount > 2 else amount + 1),
        ChangeVerdict("refused", "Nei."),
    ]
    money, wanted = services.money_of(county.fresh()), verdicts[kind].amount or amount
    fits = money.paid <= wanted <= money.amount + money.left_in_scheme
    given = {"change": change, "verdict": verdicts[kind], "by": county.tor}
    if kind != 2 and not fits:
        assert refusal(services.prepare_award_change, **given) in ("above_the_appropriation", "below_what_is_paid")
        services.take_back_change(change=change, by=county.siri, at=AT)
        return
    services.prepare_award_change(**given, at=AT)
    services.decide_award_change(change=change, by=county.turid, at=AT)
    assert county.fresh().amount == (money.amount if kind == 2 else Kroner(wanted))
