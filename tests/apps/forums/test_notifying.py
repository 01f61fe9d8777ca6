"""An owner notifies a need: it is sent once, changed until the deadline, supplemented when asked, and never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.forums.models import FormVersion, NeedsNotification, NeedsReceipt
from pafyll.apps.forums.services.needs import begin_change, begin_need, mark_of, save_answers, withdraw_need
from pafyll.apps.forums.services.sending_needs import (
    ask_for_supplement,
    has_unsent,
    is_untouched,
    send_need,
    treat_need,
)
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.rules.deadlines import end_of
from pafyll.integrations.clock import OSLO
from tests.factories import (
    FormVersionFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SchemeYearFactory,
    UserFactory,
)
from tests.factories.needs import ANSWERS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 10, tzinfo=OSLO)
CLOSES = end_of(date(2026, 4, 15))
Role = RoleGrant.Role


def _works(name, organisation, role):
    user = UserFactory(username=name)
    person = PersonFactory(user=user)
    RoleGrantFactory(person=person, role=role, organisation=organisation, starts_on=date(2020, 1, 1))
    return user


@pytest.fixture
def fjordvik():
    return OrganisationFactory(municipality=True, name="Fjordvik kommune")


@pytest.fixture
def siri(fjordvik):
    return _works("siri", fjordvik, Role.OWNER_DECIDER)


@pytest.fixture
def ola():
    return _works("ola", OrganisationFactory(municipality=True, name="Storby kommune"), Role.OWNER_DECIDER)


@pytest.fixture
def year():
    return SchemeYearFactory(announced=True, closes_at=CLOSES)


@pytest.fixture
def tor(year):
    return _works("tor", year.governor, Role.COUNTY_GOVERNOR)


@pytest.fixture
def college():
    return OrganisationFactory(provider=True)


@pytest.fixture
def need(year, fjordvik, siri, tor, college):
    form = FormVersionFactory(scheme_year=year, live=True)
    answers = ANSWERS | {"partners": [college.number]}
    return NeedsNotificationFactory(form=form, owner=fjordvik, created_by=siri, answers=answers)


def _section(need, key):
    return need.form.form.section(key)


def _save(need, by, at=NOW, *, seen=None, **given):
    section = _section(need, "measure")
    seen = seen or mark_of(section, need.answers)
    return save_answers(need=need, section=section, given=given, seen=seen, by=by, at=at)


def test_what_is_sent_is_stored_with_a_receipt_that_proves_it(need, siri, college):
    receipt = send_need(need=need, by=siri, at=NOW)

    assert (need.status, receipt.number, receipt.stored_at) == (N.SENT, 1, NOW)
    assert is_untouched(receipt)
    assert (need.years, need.amounts, need.amount_first, need.amount_total) == (2, [400_000, 350_000], 400_000, 750_000)
    assert list(need.partners.all()) == [college]
    assert f"{college.name} ({college.number})" in str(receipt.content)


def test_one_letter_changed_in_what_is_stored_shows(need, siri):
    receipt = send_need(need=need, by=siri, at=NOW)
    receipt.content["sections"][0]["rows"][0]["answer"] += "."

    assert not is_untouched(receipt)


def test_the_database_refuses_to_alter_a_receipt_and_a_form_in_use(need, siri):
    send_need(need=need, by=siri, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        NeedsReceipt.objects.update(fingerprint="1" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.filter(pk=need.form_id).update(content=[])


def test_a_double_click_sends_once_and_gives_the_same_receipt(need, siri, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = send_need(need=need, by=siri, at=NOW)
        second = send_need(need=NeedsNotification.objects.get(pk=need.pk), by=siri, at=NOW + timedelta(seconds=1))

    assert [first] == [second] == list(NeedsReceipt.objects.all())
    assert len(mail.outbox) == 1


def test_what_is_missing_stops_the_sending_and_nothing_is_stored(need, siri):
    _save(need, siri, goals="")

    with pytest.raises(Refusal) as refused:
        send_need(need=need, by=siri, at=NOW)

    answer = refused.value.answer
    assert (answer.code, answer.facts["count"]) == ("something_missing", 1)
    assert not NeedsReceipt.objects.exists()


def test_a_partner_that_is_no_provider_is_named(need, siri, fjordvik):
    _save(need, siri, partners=[fjordvik.number])

    with pytest.raises(Refusal) as refused:
        send_need(need=need, by=siri, at=NOW)

    assert fjordvik.number in str(refused.value.answer)


LAST_SECOND = datetime(2026, 4, 15, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in Oslo, which keeps summer time by then


def test_a_sent_need_can_be_changed_and_sent_again_until_the_last_second_of_the_last_day(need, siri):
    send_need(need=need, by=siri, at=NOW)
    _save(need, siri, LAST_SECOND, goals="Alle leser bedre.")
    need.refresh_from_db()
    assert has_unsent(need, need.receipts.first())

    again = send_need(need=need, by=siri, at=LAST_SECOND)

    assert (again.number, again.kind) == (2, NeedsReceipt.Kind.RESENT)
    assert not has_unsent(need, again)


def test_a_second_later_nothing_can_be_changed_and_what_was_sent_stands(need, siri):
    first = send_need(need=need, by=siri, at=NOW)

    with pytest.raises(Refusal) as refused:
        _save(need, siri, LAST_SECOND + timedelta(seconds=1), goals="For sent")

    assert refused.value.answer.code == "closed"
    assert need.receipts.first() == first


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)])
def test_the_last_second_holds_on_the_days_around_a_change_of_clocks(need, siri, year, day):
    year.opens_at, year.closes_at = NOW, end_of(day)
    year.save()
    last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=OSLO)

    assert _save(need, siri, last, goals="I tide").is_sound
    with pytest.raises(Refusal):
        _save(need, siri, (last.astimezone(UTC) + timedelta(seconds=1)), goals="For sent")


def test_a_supplement_goes_round_after_the_deadline_and_ends_with_a_receipt(need, siri, tor):
    send_need(need=need, by=siri, at=NOW)
    after, due = CLOSES + timedelta(days=2), end_of(date(2026, 4, 27))
    ask_for_supplement(need=need, words="Hvordan er barnehagene med?", due=due, by=tor, at=after)
    _save(need, siri, after, measure="Barnehagene er med i egne grupper.")

    receipt = send_need(need=need, by=siri, at=after)

    assert (need.status, need.supplement_due, receipt.kind) == (N.SENT, None, NeedsReceipt.Kind.SUPPLEMENT)
    assert need.supplements.get().answered_by == receipt
    assert send_need(need=need, by=siri, at=after) == receipt  # a double click after the deadline


def test_a_supplement_that_comes_too_late_is_refused_until_there_is_a_new_deadline(need, siri, tor):
    send_need(need=need, by=siri, at=NOW)
    due = end_of(date(2026, 4, 20))
    ask_for_supplement(need=need, words="Mer, takk", due=due, by=tor, at=CLOSES)
    with pytest.raises(Refusal) as refused:
        _save(need, siri, due, goals="Sent")
    assert refused.value.answer.code == "supplement_too_late"

    ask_for_supplement(need=need, words="Siste sjanse", due=due + timedelta(days=7), by=tor, at=due)

    assert _save(need, siri, due, goals="Nå er det i tide").is_sound


def test_two_colleagues_in_the_same_section_do_not_write_over_each_other(need, siri):
    seen = mark_of(_section(need, "measure"), need.answers)
    _save(need, siri, seen=seen, goals="Det første")

    with pytest.raises(AlreadyChanged):
        _save(need, siri, seen=seen, goals="Det andre")

    assert NeedsNotification.objects.get(pk=need.pk).answers["goals"] == "Det første"


def test_what_was_not_understood_leaves_what_was_there(need, siri):
    section = _section(need, "money")

    found = save_answers(
        need=need, section=section, given={"amount_year_1": "mye"}, seen=mark_of(section, need.answers), by=siri, at=NOW
    )

    assert "amount_year_1" in found.faults
    assert need.answers["amount_year_1"] == 400_000


def test_ola_can_do_nothing_with_siris_need(need, siri, ola):
    for act in (
        lambda: _save(need, ola, goals="Ola var her"),
        lambda: send_need(need=need, by=ola, at=NOW),
        lambda: withdraw_need(need=need, why="", by=ola, at=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.answer.code == "not_your_owner"


def test_a_county_governor_elsewhere_can_neither_ask_nor_treat(need, siri):
    elsewhere = _works("gro", OrganisationFactory(county_governor=True, county_code="97"), Role.COUNTY_GOVERNOR)
    send_need(need=need, by=siri, at=NOW)

    with pytest.raises(Refusal) as refused:
        treat_need(need=need, by=elsewhere, at=NOW)

    assert refused.value.answer.code == "not_your_scheme"


def test_changes_are_reported_in_the_second_and_third_year_only(need, siri, fjordvik, year, tor):
    send_need(need=need, by=siri, at=NOW)
    treat_need(need=need, by=tor, at=NOW)
    same = {"announced": True, "governor": year.governor, "closes_at": CLOSES}
    later = {n: SchemeYearFactory(year=n, **same) for n in (2027, 2028)}
    for one in later.values():
        FormVersionFactory(scheme_year=one, live=True)

    change = begin_change(need=need, scheme_year=later[2027], by=siri, at=NOW)

    assert (change.continues, change.first_year) == (need, 2027)
    assert (change.answers["years"], change.answers["amount_year_1"]) == ("1", 350_000)
    assert "amount_year_2" not in change.answers
    assert begin_change(need=need, scheme_year=later[2027], by=siri, at=NOW) == change
    with pytest.raises(Refusal) as refused:
        begin_change(need=need, scheme_year=later[2028], by=siri, at=NOW)
    assert refused.value.answer.code == "years_are_over"


def test_an_owner_elsewhere_or_of_a_kind_that_gets_nothing_cannot_begin(year, siri, tor):
    FormVersionFactory(scheme_year=year, live=True)
    far = OrganisationFactory(municipality=True, county_code="97")
    county = OrganisationFactory(county_authority=True)
    for owner in (far, county):
        user = _works(f"x{owner.pk}", owner, Role.OWNER_OFFICER)
        with pytest.raises(Refusal) as refused:
            begin_need(scheme_year=year, owner=owner, by=user, at=NOW)
        assert refused.value.answer.code == "not_a_recipient"
    assert Organisation.objects.filter(pk=far.pk).exists()


def test_last_years_answers_come_along_and_only_ones_own(need, siri, ola, year):
    theirs = Organisation.objects.get(name="Storby kommune")

    mine = begin_need(scheme_year=year, owner=need.owner, by=siri, at=NOW, earlier=need)
    stolen = begin_need(scheme_year=year, owner=theirs, by=ola, at=NOW, earlier=need)

    assert mine.answers["goals"] == ANSWERS["goals"]
    assert stolen.answers == {}
