"""Siri confirms that participants have started; what nobody confirms is not paid; a late one is a case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from pafyll.apps.applications.models import ConfirmationReceipt, ConfirmationReminder, Participation
from pafyll.apps.applications.services.closing import close_window
from pafyll.apps.applications.services.confirming import (
    confirm_terms,
    is_untouched,
    report_not_started,
    undo_not_started,
)
from pafyll.apps.applications.services.late import ask_late, decide_late, prepare_late, return_late
from pafyll.apps.applications.services.reminding import plan_reminders, send_reminders
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.change import LateStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from tests.apps.grants.studying import AFTER_AUTUMN, AUTUMN, IN_AUTUMN, SPRING, make_fjordvik, term

pytestmark = pytest.mark.django_db


@pytest.fixture
def fjordvik():
    return make_fjordvik()


def confirm(fjordvik, *participations, by=None, at=IN_AUTUMN, semester=AUTUMN):
    keys = [term(one, semester).pk for one in participations]
    return confirm_terms(
        window=fjordvik.window(semester), owner=fjordvik.owner, terms=keys, by=by or fjordvik.siri, at=at
    )


def test_siri_confirms_two_and_gets_a_receipt_that_says_whom_what_and_how_much(fjordvik):
    one, two = fjordvik.participation(), fjordvik.participation()

    confirmed = confirm(fjordvik, one, two)

    assert (confirmed.now, confirmed.before) == (2, 0)
    receipt = confirmed.receipt
    assert receipt.number.startswith("2025H-")
    assert receipt.content["state"] == 150_000
    assert [row["person"] for row in receipt.content["rows"]] == [str(one.person), str(two.person)]
    assert is_untouched(receipt)
    assert {term(one, AUTUMN).status, term(two, AUTUMN).status} == {T.CONFIRMED}
    assert set(Participation.objects.values_list("status", flat=True)) == {P.STARTED}
    assert term(one, SPRING).status == T.AWAITING


def test_a_receipt_that_somebody_altered_does_not_match_its_fingerprint(fjordvik):
    receipt = confirm(fjordvik, fjordvik.participation()).receipt

    receipt.content["state"] += 1

    assert not is_untouched(receipt)


def test_confirming_again_does_nothing_and_gives_no_new_receipt(fjordvik):
    one = fjordvik.participation()
    confirm(fjordvik, one)
    events = Event.objects.count()

    again = confirm(fjordvik, one, by=fjordvik.marit)

    assert (again.now, again.before, again.receipt) == (0, 1, None)
    assert ConfirmationReceipt.objects.count() == 1
    assert Event.objects.count() == events
    assert term(one, AUTUMN).confirmed_by == fjordvik.siri


def test_ola_never_confirms_siris_participants(fjordvik):
    one = fjordvik.participation()

    with pytest.raises(Refusal) as refusal:
        confirm(fjordvik, one, by=fjordvik.ola)
    assert refusal.value.answer.code == "not_your_owner"
    with pytest.raises(AlreadyChanged):  # nor by asking for them in his own municipality
        confirm_terms(
            window=fjordvik.window(),
            owner=fjordvik.storby,
            terms=[term(one, AUTUMN).pk],
            by=fjordvik.ola,
            at=IN_AUTUMN,
        )
    assert term(one, AUTUMN).status == T.AWAITING


def test_siri_cannot_confirm_herself(fjordvik):
    mine = fjordvik.participation(person=fjordvik.siri.person)

    with pytest.raises(Refusal) as refusal:
        confirm(fjordvik, mine)
    assert refusal.value.answer.code == "disqualified"


@pytest.mark.parametrize(
    ("minutes", "code"), [(-1, "window_not_open"), (0, None)], ids=["a minute before it opens", "as it opens"]
)
def test_the_window_opens_at_midnight(fjordvik, minutes, code):
    one, window = fjordvik.participation(), fjordvik.window()
    at = window.opens_at + timedelta(minutes=minutes)
    if code is None:
        assert confirm(fjordvik, one, at=at).now == 1
        return
    with pytest.raises(Refusal) as refusal:
        confirm(fjordvik, one, at=at)
    assert refusal.value.answer.code == code


def test_the_last_day_lasts_to_midnight_and_not_a_second_more(fjordvik):
    one, two, window = fjordvik.participation(), fjordvik.participation(), fjordvik.window()

    assert confirm(fjordvik, one, at=window.closes_at - timedelta(seconds=1)).now == 1
    with pytest.raises(Refusal) as refusal:
        confirm(fjordvik, two, at=window.closes_at)
    assert refusal.value.answer.code == "window_closed"


def test_nobody_chosen_is_said_plainly(fjordvik):
    with pytest.raises(Refusal) as refusal:
        confirm(fjordvik)
    assert refusal.value.answer.code == "nobody_chosen"


def test_one_who_did_not_start_is_reported_with_a_reason_and_can_be_mended_in_time(fjordvik):
    one = fjordvik.participation()
    report = {"term": term(one, AUTUMN), "window": fjordvik.window(), "by": fjordvik.siri, "at": IN_AUTUMN}

    with pytest.raises(Refusal):
        report_not_started(**report, reason="other", words="")
    report_not_started(**report, reason="not_admitted", words="")
    assert term(one, AUTUMN).status == T.NOT_STARTED
    with pytest.raises(Refusal):  # not confirmed in the same breath
        confirm(fjordvik, one)

    undo_not_started(term=term(one, AUTUMN), window=fjordvik.window(), by=fjordvik.siri, at=IN_AUTUMN)
    assert confirm(fjordvik, one).now == 1


def test_when_the_window_closes_the_rest_is_not_confirmed_and_the_owner_is_told_the_kroner(
    fjordvik, django_capture_on_commit_callbacks
):
    one, two, three = (fjordvik.participation() for _ in range(3))
    confirm(fjordvik, one)

    with pytest.raises(Refusal):
        close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        closed = close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN)

    assert closed == 2
    assert [term(x, AUTUMN).status for x in (one, two, three)] == [T.CONFIRMED, T.NOT_CONFIRMED, T.NOT_CONFIRMED]
    assert "150\u00a0000\u00a0kr blir ikke betalt" in mail.outbox[0].body
    assert close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN) == 0


def test_the_command_shows_the_plan_and_closes_when_asked_once(fjordvik, clock, capsys):
    one = fjordvik.participation()
    clock.move_to("2025-09-02 03:00")

    call_command("close_confirmations")
    assert term(one, AUTUMN).status == T.AWAITING
    call_command("close_confirmations", close=True)
    assert term(one, AUTUMN).status == T.NOT_CONFIRMED
    call_command("close_confirmations", close=True)

    assert "No window is over" in capsys.readouterr().out


def late_case(fjordvik):
    one = fjordvik.participation()
    close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN)
    grounds = "Saksbehandleren var syk i fristuken. Hun var i gang fra 18. august."
    case = ask_late(term=term(one, AUTUMN), grounds=grounds, by=fjordvik.siri, at=AFTER_AUTUMN)
    return one, case


def test_a_late_confirmation_is_prepared_by_ada_and_decided_by_idar(fjordvik):
    one, case = late_case(fjordvik)

    prepare_late(case=case, recommends=True, assessment="Deltakeren var i gang.", by=fjordvik.ada, at=AFTER_AUTUMN)
    decide_late(case=case, by=fjordvik.idar, at=AFTER_AUTUMN)

    confirmed = term(one, AUTUMN)
    assert (confirmed.status, confirmed.is_late) == (T.CONFIRMED, True)
    assert case.decision.outcome == "accepted"
    assert case.decision.prepared_by == fjordvik.ada
    assert Participation.objects.get(pk=one.pk).status == P.STARTED


def test_whoever_prepared_a_late_confirmation_does_not_decide_it(fjordvik):
    _one, case = late_case(fjordvik)
    prepare_late(case=case, recommends=True, assessment="I gang.", by=fjordvik.idar, at=AFTER_AUTUMN)

    with pytest.raises(Refusal) as refusal:
        decide_late(case=case, by=fjordvik.idar, at=AFTER_AUTUMN)
    assert refusal.value.answer.code == "same_person"
    with pytest.raises(Refusal) as refusal:
        decide_late(case=case, by=fjordvik.ada, at=AFTER_AUTUMN)
    assert refusal.value.answer.code == "not_decider"


def test_a_refused_late_confirmation_leaves_the_semester_unpaid(fjordvik):
    one, case = late_case(fjordvik)
    prepare_late(case=case, recommends=False, assessment="Ingen særlig grunn.", by=fjordvik.ada, at=AFTER_AUTUMN)
    return_late(case=case, why="Se på vedlegget.", by=fjordvik.idar, at=AFTER_AUTUMN)
    prepare_late(case=case, recommends=False, assessment="Ingen særlig grunn.", by=fjordvik.ada, at=AFTER_AUTUMN)
    decide_late(case=case, by=fjordvik.idar, at=AFTER_AUTUMN)

    assert case.status == LateStatus.REFUSED
    assert term(one, AUTUMN).status == T.NOT_CONFIRMED
    with pytest.raises(Refusal):  # asked once
        ask_late(term=term(one, AUTUMN), grounds="En gang til", by=fjordvik.siri, at=AFTER_AUTUMN)


def test_only_the_owner_asks_and_only_with_grounds(fjordvik):
    one = fjordvik.participation()
    with pytest.raises(Refusal) as refusal:
        ask_late(term=term(one, AUTUMN), grounds="Grunn", by=fjordvik.siri, at=AFTER_AUTUMN)
    assert refusal.value.answer.code == "not_missed"
    close_window(window=fjordvik.window(), by=None, at=AFTER_AUTUMN)
    for by, grounds, code in ((fjordvik.ola, "Grunn", "not_your_owner"), (fjordvik.siri, " ", "text_missing")):
        with pytest.raises(Refusal) as refusal:
            ask_late(term=term(one, AUTUMN), grounds=grounds, by=by, at=AFTER_AUTUMN)
        assert refusal.value.answer.code == code


def test_those_who_miss_it_are_reminded_with_the_kroner_at_stake_and_never_twice(
    fjordvik, clock, django_capture_on_commit_callbacks
):
    one, _two = fjordvik.participation(), fjordvik.participation()
    confirm(fjordvik, one)
    at = clock.move_to("2025-08-25")  # seven days before 1 September

    plan = plan_reminders(at=at)
    assert [(one.owner, one.days_before, one.missing, one.amount) for one in plan] == [(fjordvik.owner, 7, 1, 75_000)]
    with django_capture_on_commit_callbacks(execute=True):
        assert send_reminders(plan, at=at) == 1
        assert send_reminders(plan, at=at) == 0  # the same plan again

    assert {message.to[0] for message in mail.outbox} == {fjordvik.siri.person.email, fjordvik.marit.person.email}
    assert "75\u00a0000\u00a0kr fra staten står på spill" in mail.outbox[0].body
    assert plan_reminders(at=at) == []
    assert plan_reminders(at=clock.move_to("2025-08-26")) == []  # nothing until two days before
    assert [one.days_before for one in plan_reminders(at=clock.move_to("2025-08-30"))] == [2]


def test_nobody_is_reminded_when_all_are_confirmed_or_the_window_is_shut(fjordvik, clock):
    confirm(fjordvik, fjordvik.participation())

    assert plan_reminders(at=clock.move_to("2025-08-25")) == []
    fjordvik.participation()
    assert plan_reminders(at=clock.move_to("2025-09-02")) == []
    assert plan_reminders(at=clock.move_to("2025-07-31")) == []


def test_the_reminder_command_only_sends_when_told_to(fjordvik, clock, capsys):
    fjordvik.participation()
    clock.move_to("2025-08-18")

    call_command("remind_confirmations")
    assert not ConfirmationReminder.objects.exists()
    call_command("remind_confirmations", send=True)
    call_command("remind_confirmations", send=True)

    assert ConfirmationReminder.objects.count() == 1
    assert "No reminder is due." in capsys.readouterr().out
