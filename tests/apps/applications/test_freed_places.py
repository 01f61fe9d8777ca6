"""A place falls free: who is asked, what she reads, what becomes of her answer, and what it costs whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from pafyll.apps.applications.models import FreedPlace, OwnerApproval, Participation, PlaceOffer, QueueExit
from pafyll.apps.applications.services.freed_nightly import carry_out_freed_places, plan_freed_places
from pafyll.apps.applications.services.freeing import free_place, offer_next
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.applications.services.place_offers import accept_place, decline_place, withdraw_offer
from pafyll.apps.applications.services.queueing import leave_queue, rejoin_queue
from pafyll.apps.applications.services.results_mail import tell_results
from pafyll.apps.applications.services.waiting_lists import (
    WaitingTerms,
    set_waiting_list,
    start_offers,
    stop_offers,
)
from pafyll.apps.casework.models import Decision
from pafyll.apps.grants.models import Account, Commitment
from pafyll.apps.grants.services.appropriating import set_frame
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.ledger import AccountKind
from pafyll.domain.lifecycles.freed_place import FreedStatus, PlaceOfferStatus
from pafyll.integrations.clock import midnight_after
from tests.apps.applications.queueing import LAST_DAY, MAY, Queue, make_queue, violations
from tests.factories import ApplicationFactory, ParticipationFactory, RoleGrantFactory
from tests.races import is_in_memory, on_a_file

pytestmark = pytest.mark.django_db
LATER = MAY + timedelta(days=8)


@pytest.fixture
def queue() -> Queue:
    return make_queue()


@pytest.fixture
def offer(queue) -> PlaceOffer:
    """The first who had a place has left, and number one in the queue is asked."""
    return queue.offered(queue.leave(queue.placed[0]))


def user_of(offer):
    return offer.application.person.user


def code_of(act, **arguments):
    with pytest.raises(Refusal) as refused:
        act(**arguments)
    return refused.value.answer.code


# Who is asked


def test_the_first_in_the_queue_is_asked_with_a_deadline_and_a_reason(queue, offer):
    assert offer.application == queue.waiting[0]
    assert offer.position == 1
    assert offer.answer_by == midnight_after((MAY + timedelta(days=7)).date())
    assert [step["text"] for step in offer.why] == ["Du sto som nummer 1 i køen til dette studiet."]
    assert FreedPlace.objects.get().status == FreedStatus.OFFERED


def test_a_place_is_freed_once_however_often_it_is_said(queue):
    place = queue.leave(queue.placed[0])

    assert free_place(queue.placed[0], by=queue.ada, at=LATER) == place
    assert FreedPlace.objects.count() == 1


def test_one_who_leaves_after_the_start_frees_no_place(queue):
    stopped = ParticipationFactory(dropped_out=True, round=queue.round)

    assert free_place(stopped, by=queue.ada, at=MAY) is None


def test_a_study_outside_the_catalogue_has_no_place_to_give_on(queue):
    outside = ParticipationFactory(withdrawn=True, round=queue.round, offer=None)

    assert free_place(outside, by=queue.ada, at=MAY) is None


def test_nobody_is_asked_before_the_directorate_has_set_the_terms():
    queue = make_queue(terms=False)

    assert offer_next(place=queue.leave(queue.placed[0]), by=None, at=MAY) is None


def test_setting_the_terms_offers_the_places_that_were_free_already(django_capture_on_commit_callbacks):
    queue = make_queue(terms=False)
    queue.leave(queue.placed[0])

    with django_capture_on_commit_callbacks(execute=True):
        set_waiting_list(round=queue.round, terms=WaitingTerms(5, LAST_DAY), by=queue.ada, at=MAY)

    assert PlaceOffer.objects.get().application == queue.waiting[0]


def test_the_last_day_of_the_round_cuts_the_time_to_answer_and_then_stops_the_offers(queue):
    late = midnight_after(LAST_DAY) - timedelta(hours=1)
    offer = queue.offered(queue.leave(queue.placed[0]), at=late)

    assert offer.answer_by == midnight_after(LAST_DAY)
    place = queue.leave(queue.placed[1], at=late)
    assert offer_next(place=place, by=None, at=midnight_after(LAST_DAY)) is None


def test_stopped_offers_wait_until_they_are_started_again(queue, django_capture_on_commit_callbacks):
    stop_offers(round=queue.round, by=queue.ada, at=MAY, why="Vi venter på svar fra lærestedet.")
    place = queue.leave(queue.placed[0])
    assert offer_next(place=place, by=None, at=MAY) is None

    with django_capture_on_commit_callbacks(execute=True):
        start_offers(round=queue.round, by=queue.ada, at=MAY)

    assert PlaceOffer.objects.get().place == place


def test_a_full_quota_passes_to_the_next_with_that_reason_on_the_place(queue):
    OwnerApproval.objects.filter(application=queue.waiting[0]).update(approved=False)
    place = queue.leave(queue.placed[0])

    offer = queue.offered(place)

    place.refresh_from_db()
    assert offer.application == queue.waiting[1]
    assert [(one["position"], one["code"]) for one in place.passed] == [(1, "owner_says_no")]
    assert offer.why[1]["text"] == "Nummer 1 hadde fått en annen plass, fått et annet tilbud eller trukket søknaden."


def test_nobody_is_asked_when_the_frame_does_not_reach_and_the_kroner_are_named(queue):
    place = queue.leave(queue.placed[0])
    used = Commitment.objects.filter(released=0).values_list("budget_year", "amount")
    for year, amount in used:
        set_frame(round=queue.round, budget_year=year, amount=amount + 12_000, by=queue.ada, at=MAY)

    assert offer_next(place=place, by=None, at=MAY) is None

    place.refresh_from_db()
    assert {one["code"] for one in place.passed} == {"frame_lacks_autumn"}
    assert place.passed[0]["facts"]["left"] == "12\u00a0000\u00a0kr"


def test_a_cancelled_study_gives_its_places_to_nobody(queue):
    queue.offer.status = "cancelled"
    queue.offer.save()

    assert offer_next(place=queue.leave(queue.placed[0]), by=None, at=MAY) is None


def test_two_free_places_go_to_two_people(queue):
    first, second = (queue.offered(queue.leave(one)) for one in queue.placed)

    assert (first.application, second.application) == tuple(queue.waiting)
    assert second.why[1]["code"] == "waiting_unavailable"


# Yes


def test_saying_yes_grants_the_application_and_reserves_the_money(queue, offer):
    participation = accept_place(offer=offer, by=user_of(offer), at=MAY)

    offer.application.refresh_from_db()
    assert offer.application.status == "granted"
    assert FreedPlace.objects.get().status == FreedStatus.FILLED
    promised = Commitment.objects.filter(term__participation=participation)
    assert sum(one.amount for one in promised) == offer.state_amount > 0
    assert sum(term.owner_amount for term in participation.terms.all()) == offer.owner_amount > 0
    assert differing_accounts() == []


def test_the_decision_says_her_place_in_the_queue_and_the_letter_can_be_read(queue, offer):
    accept_place(offer=offer, by=user_of(offer), at=MAY)

    decision = Decision.objects.filter(about=offer.application.about).first()
    assert (decision.outcome, decision.decided_by) == ("granted", queue.idar)
    assert [step["code"] for step in decision.grounds["steps"]] == ["waiting_position", "waiting_granted"]
    letter = letter_of(decision=decision, by=queue.ada, at=MAY)
    assert "Du sto som nummer 1 i køen" in letter.text
    assert str(queue.offer.programme.name) in letter.text


def test_the_one_who_is_offered_is_told_by_mail_and_so_is_she_who_said_yes(
    queue, mailoutbox, django_capture_on_commit_callbacks
):
    place = queue.leave(queue.placed[0])
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        offer = queue.offered(place)
        accept_place(offer=offer, by=user_of(offer), at=MAY)

    assert [one.subject.split(":")[0] for one in mailoutbox] == [
        "Du har fått tilbud om en ledig plass",
        "Plassen er din",
    ]
    assert "senest" in mailoutbox[0].body


def test_who_accepted_a_place_is_not_told_again_with_the_results_of_the_run(queue, offer):
    run = queue.round.runs.get(status="decided")
    tell_results(run=run, by=queue.ada, at=MAY)

    accept_place(offer=offer, by=user_of(offer), at=MAY)

    assert tell_results(run=run, by=queue.ada, at=LATER) == 0


def test_nobody_answers_for_another(queue, offer):
    other = queue.waiting[1].person.user

    assert code_of(accept_place, offer=offer, by=other, at=MAY) == "not_your_application"
    assert code_of(decline_place, offer=offer, by=other, at=MAY) == "not_your_application"


def test_yes_comes_too_late_when_the_last_day_is_over(offer):
    assert code_of(accept_place, offer=offer, by=user_of(offer), at=offer.answer_by) == "answer_too_late"
    assert accept_place(offer=offer, by=user_of(offer), at=offer.answer_by - timedelta(seconds=1))


def test_yes_twice_gives_one_participation(offer):
    accept_place(offer=offer, by=user_of(offer), at=MAY)

    assert code_of(accept_place, offer=offer, by=user_of(offer), at=MAY) == "offer_answered"
    assert Participation.objects.filter(application=offer.application).count() == 1


def test_yes_is_refused_cleanly_when_the_money_has_gone_in_the_meantime(queue, offer):
    for account in Account.objects.filter(kind=AccountKind.FRAME):
        committed = sum(one.amount - one.released for one in Commitment.objects.filter(budget_year=account.budget_year))
        set_frame(round=queue.round, budget_year=account.budget_year, amount=committed, by=queue.ada, at=MAY)

    assert code_of(accept_place, offer=offer, by=user_of(offer), at=MAY) == "frame_lacks_autumn"
    offer.refresh_from_db()
    assert offer.status == PlaceOfferStatus.OPEN
    assert not Participation.objects.filter(application=offer.application).exists()


def test_the_owners_quota_and_money_are_counted_again_when_she_says_yes(queue, offer):
    assert offer.owner_amount > 0
    ApplicationFactory(granted=True, round=queue.round, offer_1=queue.offer)
    extra = ParticipationFactory(round=queue.round, offer=queue.offer, owner=queue.owner)

    assert code_of(accept_place, offer=offer, by=user_of(offer), at=MAY) == "place_gone"
    assert extra.status == "awarded"


# No, no answer, and taken back


def test_a_no_sends_the_place_to_the_next_who_reads_why(queue, offer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        decline_place(offer=offer, by=user_of(offer), at=MAY)

    following = PlaceOffer.objects.get(status=PlaceOfferStatus.OPEN)
    assert following.application == queue.waiting[1]
    assert [step["text"] for step in following.why] == [
        "Du sto som nummer 2 i køen til dette studiet.",
        "Nummer 1 takket nei.",
    ]


def test_a_no_to_a_study_holds_for_its_next_free_place_too(queue, offer):
    decline_place(offer=offer, by=user_of(offer), at=MAY)

    assert queue.offered(queue.leave(queue.placed[1])).application == queue.waiting[1]


def test_the_night_ends_what_was_not_answered_and_asks_the_next(queue, offer):
    assert plan_freed_places(at=MAY).lines() == []
    plan = plan_freed_places(at=LATER)

    assert plan.lines() == [f"expire: {offer.application.number}, {queue.offer.code}"]
    assert carry_out_freed_places(plan, at=LATER)["expired"] == 1
    assert carry_out_freed_places(plan, at=LATER)["expired"] == 0
    assert carry_out_freed_places(plan_freed_places(at=LATER), at=LATER)["offered"] == 1
    assert PlaceOffer.objects.get(status=PlaceOfferStatus.OPEN).why[1]["code"] == "waiting_expired"


def test_the_command_shows_its_plan_and_does_nothing_until_it_is_asked(queue, offer, clock, capsys):
    clock.move_to(LATER.isoformat()[:10])

    call_command("offer_freed_places")
    assert "expire:" in capsys.readouterr().out
    offer.refresh_from_db()
    assert offer.status == PlaceOfferStatus.OPEN

    call_command("offer_freed_places", "--carry-out")
    offer.refresh_from_db()
    assert offer.status == PlaceOfferStatus.EXPIRED


def test_a_place_that_nobody_took_is_closed_after_the_last_day(queue):
    place = queue.leave(queue.placed[0])
    after = midnight_after(LAST_DAY)

    done = carry_out_freed_places(plan_freed_places(at=after), at=after)

    place.refresh_from_db()
    assert (done["closed"], place.status) == (1, FreedStatus.CLOSED)


def test_the_owner_who_cannot_pay_takes_the_offer_back_and_the_next_is_asked(
    queue, offer, django_capture_on_commit_callbacks
):
    siri = RoleGrantFactory(owner_officer=True, organisation=queue.owner).person.user
    assert code_of(withdraw_offer, offer=offer, by=siri, at=MAY, why=" ") == "reason_missing"

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_offer(offer=offer, by=siri, at=MAY, why="Vi får ikke vikar så sent.")

    assert PlaceOffer.objects.get(status=PlaceOfferStatus.OPEN).application == queue.waiting[1]


def test_another_owner_takes_no_offer_back(queue, offer):
    ola = RoleGrantFactory(owner_officer=True).person.user

    assert code_of(withdraw_offer, offer=offer, by=ola, at=MAY, why="Nei") == "not_yours_to_withdraw"


# Leaving the queue


def test_one_who_has_left_the_queue_is_passed_and_named(queue):
    first = queue.waiting[0]
    leave_queue(application=first, by=first.person.user, at=MAY)

    offer = queue.offered(queue.leave(queue.placed[0]))

    assert offer.application == queue.waiting[1]
    assert offer.why[1]["text"] == "Nummer 1 hadde gått ut av køen."


def test_leaving_can_be_taken_back_until_somebody_behind_is_asked(queue):
    first = queue.waiting[0]
    leave_queue(application=first, by=first.person.user, at=MAY)
    rejoin_queue(application=first, by=first.person.user, at=MAY)
    assert not QueueExit.objects.exists()

    leave_queue(application=first, by=first.person.user, at=MAY)
    queue.offered(queue.leave(queue.placed[0]))

    assert code_of(rejoin_queue, application=first, by=first.person.user, at=MAY) == "next_was_asked"


def test_one_with_an_open_offer_answers_it_instead_of_leaving(queue, offer):
    assert code_of(leave_queue, application=offer.application, by=user_of(offer), at=MAY) == "answer_first"


# The owner's money


def test_an_owner_whose_money_does_not_reach_is_passed_with_the_kroner_that_are_short():
    queue = make_queue(frame={"quota": 2, "budget_autumn": 50_000, "budget_spring": 50_000}, dearer=10_000)
    place = queue.leave(queue.placed[0])

    offer = queue.offered(place)

    assert offer.application == queue.waiting[1]
    assert [one["code"] for one in offer.passed] == ["owner_lacks_autumn"]
    assert offer.passed[0]["facts"]["short"] == "5\u00a0000\u00a0kr"
    assert offer.why[1]["text"] == "Nummer 1 kunne ikke få plassen innenfor pengene eller kvoten."


# Races


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_never_give_a_place_to_two():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert violations() == []


def test_eight_at_once_never_give_a_place_to_two_on_a_sqlite_file(tmp_path):
    ended = on_a_file("tests.apps.applications.queueing", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
