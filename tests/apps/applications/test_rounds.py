"""A round from last year's copy to announcement."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pafyll.apps.applications.models import OwnerFrame, Round, RoundRate
from pafyll.apps.applications.queries.rounds import checklist, dates_of
from pafyll.apps.applications.services.rounds import (
    RateEntry,
    RoundTerms,
    announce_draw,
    change_dates,
    confirm_unchanged,
    copy_round,
    enter_rate,
    open_round,
    set_quota,
    set_terms,
    withdraw_announcement,
)
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.queries import history_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    OrganisationFactory,
    OwnerFrameFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    StudyOfferFactory,
)

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 10, 10, tzinfo=OSLO)
FEBRUARY = datetime(2026, 2, 10, 10, tzinfo=OSLO)


@pytest.fixture
def officer():
    return RoleGrantFactory(directorate_officer=True).person.user


@pytest.fixture
def last_year():
    return RoundFactory(study_year=2025, name="Videreutdanning 2025/26", allocated=True, state_money_autumn=100)


def codes(round, at=JANUARY):
    return {check.code: check.answer.code for check in checklist(round, at=at)}


def test_a_copied_round_is_a_draft_with_its_dates_moved_a_year(officer, last_year):
    copy = copy_round(last=last_year, by=officer, at=JANUARY)

    assert (copy.status, copy.study_year, copy.name) == (RoundStatus.DRAFT, 2026, "Videreutdanning 2026/27")
    assert dates_of(copy) == dates_of(last_year).a_year_later()
    assert dates_of(copy).teacher_closes_on == date(2026, 3, 1)


def test_a_copied_round_takes_quotas_but_neither_rates_nor_draw_nor_the_owners_own_money(officer, last_year):
    RoundRateFactory(round=last_year)
    frame = OwnerFrameFactory(round=last_year, limited=True)

    copy = copy_round(last=last_year, by=officer, at=JANUARY)

    assert not RoundRate.objects.filter(round=copy).exists()
    assert copy.draw_seed == ""
    assert copy.draw_announced_at is None
    copied = OwnerFrame.objects.get(round=copy)
    assert (copied.owner, copied.quota, copied.budget_autumn) == (frame.owner, 3, None)


def test_a_year_that_has_a_round_is_not_copied_into(officer, last_year):
    copy_round(last=last_year, by=officer, at=JANUARY)

    with pytest.raises(Refusal) as refused:
        copy_round(last=last_year, by=officer, at=JANUARY)

    assert refused.value.answer.code == "year_has_a_round"


def test_a_school_owner_may_not_copy_a_round(last_year):
    siri = RoleGrantFactory(owner_officer=True).person.user

    with pytest.raises(Refusal):
        copy_round(last=last_year, by=siri, at=JANUARY)

    assert Round.objects.count() == 1


def test_what_is_still_last_years_stops_the_announcement_until_it_is_changed_or_confirmed(officer, last_year):
    copy = copy_round(last=last_year, by=officer, at=JANUARY)
    StudyOfferFactory(study_year=2026)
    assert codes(copy)["money"] == "still_last_years"

    set_terms(round=copy, terms=RoundTerms(copy.name, "2024-25", ("adults",), 250, None, 40), by=officer, at=JANUARY)
    assert codes(copy)["money"] == "changed"
    with pytest.raises(Refusal) as refused:
        open_round(round=copy, by=officer, at=JANUARY)
    assert refused.value.answer.code == "still_last_years"

    for item in ("rules", "quotas"):
        confirm_unchanged(round=copy, item=item, by=officer, at=JANUARY)
    open_round(round=copy, by=officer, at=JANUARY)

    copy.refresh_from_db()
    assert copy.status == RoundStatus.OPEN
    assert next(row.verb for row in history_of(f"round:{copy.pk}")) == "kunngjorde"


def test_a_round_whose_catalogue_is_empty_is_not_announced(officer):
    draft = RoundFactory(draft=True)

    with pytest.raises(Refusal) as refused:
        open_round(round=draft, by=officer, at=JANUARY)

    assert refused.value.answer.code == "no_offers"


def test_the_draw_is_announced_once_and_before_the_teachers_deadline(officer):
    open_one = RoundFactory()

    announce_draw(round=open_one, seed=" Innhavet 7 14 22 ", by=officer, at=FEBRUARY)

    open_one.refresh_from_db()
    assert (open_one.draw_seed, open_one.draw_announced_at) == ("Innhavet 7 14 22", FEBRUARY)
    with pytest.raises(Refusal) as refused:
        announce_draw(round=open_one, seed="et helt annet tall", by=officer, at=FEBRUARY)
    assert refused.value.answer.code == "draw_announced"


@pytest.mark.parametrize(("moment", "is_allowed"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
def test_the_draw_is_too_late_from_the_moment_the_deadline_is_over(officer, moment, is_allowed):
    open_one = RoundFactory()
    at = open_one.teacher_closes_at + moment

    if is_allowed:
        announce_draw(round=open_one, seed="Innhavet 7 14", by=officer, at=at)
    else:
        with pytest.raises(Refusal) as refused:
            announce_draw(round=open_one, seed="Innhavet 7 14", by=officer, at=at)
        assert refused.value.answer.code == "too_late_for_draw"

    assert bool(Round.objects.get().draw_seed) is is_allowed


def test_a_draw_that_someone_else_announced_meanwhile_is_not_overwritten(officer):
    stale = RoundFactory()
    announce_draw(round=Round.objects.get(pk=stale.pk), seed="det første tallet", by=officer, at=FEBRUARY)

    with pytest.raises(Refusal) as refused:
        announce_draw(round=stale, seed="det andre tallet", by=officer, at=FEBRUARY)

    assert refused.value.answer.code == "already_changed"
    assert Round.objects.get().draw_seed == "det første tallet"


def test_an_announced_deadline_may_be_extended_with_a_reason_and_never_shortened(officer):
    round = RoundFactory()
    dates = dates_of(round)
    longer = replace(dates, owner_closes_on=date(2026, 3, 22))

    with pytest.raises(Refusal) as without_reason:
        change_dates(round=round, dates=longer, by=officer, at=FEBRUARY)
    change_dates(round=round, dates=longer, by=officer, at=FEBRUARY, why="Mange eiere ba om mer tid.")
    with pytest.raises(Refusal) as shortened:
        change_dates(round=round, dates=dates, by=officer, at=FEBRUARY, why="Tilbake igjen")

    assert without_reason.value.answer.code == "reason_missing"
    assert shortened.value.answer.code == "deadline_shortened"
    assert dates_of(Round.objects.get()) == longer
    event = Event.objects.get(verb="dates_changed")
    assert event.why == "Mange eiere ba om mer tid."
    assert event.facts["changes"] == [{"field": "owner_closes_on", "before": "2026-03-15", "after": "2026-03-22"}]


def test_dates_out_of_order_are_refused_with_the_field_that_stands_wrong(officer):
    round = RoundFactory(draft=True)
    wrong = replace(dates_of(round), owner_opens_on=date(2026, 3, 1))

    with pytest.raises(Refusal) as refused:
        change_dates(round=round, dates=wrong, by=officer, at=JANUARY)

    assert refused.value.answer.field == "owner_opens_on"
    assert str(refused.value.answer) == "Skoleeiernes første dag må være etter søknadsfristen."


def test_an_announcement_is_withdrawn_only_while_nobody_has_begun(officer):
    round = RoundFactory(announced_draw=True)

    withdraw_announcement(round=round, by=officer, at=JANUARY, why="Feil regelsett")

    round.refresh_from_db()
    assert (round.status, round.draw_seed) == (RoundStatus.DRAFT, "")

    begun = RoundFactory(study_year=2027)
    ApplicationFactory(round=begun, draft=True)
    with pytest.raises(Refusal) as refused:
        withdraw_announcement(round=begun, by=officer, at=JANUARY, why="Feil regelsett")
    assert refused.value.answer.code == "applications_begun"


def test_a_rate_without_a_source_is_refused_and_the_one_before_stays_in_the_history(officer):
    round = RoundFactory(draft=True)
    rate = RateEntry("substitute", "", "state", 180_000, "Eksempeltall")

    with pytest.raises(Refusal) as refused:
        enter_rate(round=round, rate=replace(rate, source=" "), by=officer, at=JANUARY)
    enter_rate(round=round, rate=rate, by=officer, at=JANUARY)
    row = enter_rate(round=round, rate=replace(rate, per_30_credits=190_000), by=officer, at=FEBRUARY)

    assert refused.value.answer.field == "source"
    assert (row.per_30_credits, row.entered_by, row.entered_at) == (190_000, officer, FEBRUARY)
    assert Event.objects.filter(verb="rate_entered").last().facts["amount_before"] == 180_000


def test_rates_and_quotas_of_an_allocated_round_stand(officer):
    round = RoundFactory(allocated=True)
    owner = OrganisationFactory(municipality=True)

    with pytest.raises(Refusal):
        enter_rate(round=round, rate=RateEntry("substitute", "", "state", 1, "Kilde"), by=officer, at=FEBRUARY)
    with pytest.raises(Refusal):
        set_quota(round=round, owner=owner, quota=1, by=officer, at=FEBRUARY)


def test_a_quota_is_kept_apart_from_the_owners_own_money(officer):
    frame = OwnerFrameFactory(limited=True)

    set_quota(round=frame.round, owner=frame.owner, quota=None, by=officer, at=FEBRUARY)

    frame.refresh_from_db()
    assert (frame.quota, frame.budget_autumn) == (None, 100_000)


def test_the_draw_is_bound_before_the_deadline_and_shown_after_it():
    one = RoundFactory(draw_seed="1 2 3 4", draw_announced_at=FEBRUARY)

    assert one.draw_fingerprint == hashlib.sha256(b"1 2 3 4").hexdigest()
    assert not one.shows_draw(one.teacher_closes_at - timedelta(seconds=1))
    assert one.shows_draw(one.teacher_closes_at)
