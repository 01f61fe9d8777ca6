"""Nina changes places and calls studies off: shown first, right in each state, and nobody loses a place she has."""

from __future__ import annotations

import pytest
from django.core import mail

from pafyll.apps.applications.models import Admission, FreedPlace, Participation, PlaceOffer, WaitingList
from pafyll.apps.applications.queries.offer_changes import effect_of_cancelling, effect_of_capacity
from pafyll.apps.applications.services.offer_changes import call_off, change_capacity
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus
from tests.apps.applications.queueing import MARCH, MAY, make_queue
from tests.factories import ApplicationFactory, RoleGrantFactory, RoundFactory, StudyOfferFactory

pytestmark = pytest.mark.django_db


def officer_of(offer):
    return RoleGrantFactory(provider_officer=True, organisation=offer.programme.provider).person.user


def call(offer, nina, at=MAY, reason="For få søkere"):
    return call_off(offer=offer, reason=reason, seen=effect_of_cancelling(offer).key, by=nina, at=at)


def resize(offer, capacity, nina, at=MAY):
    return change_capacity(offer=offer, capacity=capacity, seen=effect_of_capacity(offer, capacity).key, by=nina, at=at)


def test_before_the_answer_those_who_applied_get_their_next_choice_or_a_notice(django_capture_on_commit_callbacks):
    offer, other = StudyOfferFactory(), StudyOfferFactory()
    round = RoundFactory(study_year=2026)
    kari = ApplicationFactory(ranked=True, round=round, offer_1=offer, offer_2=other)
    jonas = ApplicationFactory(ranked=True, round=round, offer_1=offer)
    ApplicationFactory(withdrawn=True, round=round, offer_1=offer)
    effect = effect_of_cancelling(offer)

    with django_capture_on_commit_callbacks(execute=True):
        call(offer, officer_of(offer), at=MARCH)

    assert (effect.is_decided, effect.with_next, effect.without_next) == (False, 1, 1)
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {kari.person.email, jonas.person.email}
    assert other.programme.name in letters[kari.person.email]
    assert "ikke noe annet valg" in letters[jonas.person.email]
    assert all("For få søkere" in body for body in letters.values())


def test_after_the_answer_those_with_a_place_and_their_owner_are_told_and_keep_the_money_in_their_hands(
    django_capture_on_commit_callbacks,
):
    queue = make_queue()
    nina = officer_of(queue.offer)

    with django_capture_on_commit_callbacks(execute=True):
        call(queue.offer, nina)

    assert {one.status for one in Admission.objects.all()} == {AdmissionStatus.CALLED_OFF}
    assert {one.status for one in Participation.objects.all()} == {ParticipationStatus.AWARDED}
    told = [address for letter in mail.outbox for address in letter.to]
    assert {one.person.email for one in queue.placed} <= set(told)


def test_an_open_offer_of_a_freed_place_is_taken_back_when_the_study_is_called_off():
    queue = make_queue()
    offered = queue.offered(queue.leave(queue.placed[0]))

    call(queue.offer, officer_of(queue.offer))

    offered.refresh_from_db()
    assert offered.status == "withdrawn"
    assert not PlaceOffer.objects.filter(status="open").exists()


def test_what_has_changed_since_it_was_shown_is_shown_again():
    queue = make_queue()
    nina, seen = officer_of(queue.offer), effect_of_cancelling(queue.offer).key
    queue.offered(queue.leave(queue.placed[0]))

    with pytest.raises(AlreadyChanged):
        call_off(offer=queue.offer, reason="For få", seen=seen, by=nina, at=MAY)

    assert StudyOffer.objects.get(pk=queue.offer.pk).status == "published"


def test_nobody_loses_a_place_that_she_has_or_has_been_offered():
    queue = make_queue()
    queue.offered(queue.leave(queue.placed[0]))

    with pytest.raises(Refusal) as refusal:
        resize(queue.offer, 1, officer_of(queue.offer))

    assert refusal.value.answer.code == "capacity_below_taken"


def test_fewer_places_close_what_fell_free_and_more_open_it_to_the_next(django_capture_on_commit_callbacks):
    queue = make_queue()
    nina = officer_of(queue.offer)
    WaitingList.objects.update(is_running=False)
    place = queue.leave(queue.placed[0])
    fewer = effect_of_capacity(queue.offer, 1)
    resize(queue.offer, 1, nina)
    WaitingList.objects.update(is_running=True)
    offer = StudyOffer.objects.get(pk=queue.offer.pk)
    more = effect_of_capacity(offer, 2)

    with django_capture_on_commit_callbacks(execute=True):
        resize(offer, 2, nina)

    assert (fewer.free_before, fewer.free_after, fewer.offered_more) == (1, 0, -1)
    assert (more.free_before, more.free_after, more.offered_more) == (0, 1, 1)
    assert PlaceOffer.objects.get().application == queue.waiting[0]
    assert FreedPlace.objects.get(pk=place.pk).status == "offered"


def test_before_the_answer_the_effect_is_counted_and_names_nobody():
    offer = StudyOfferFactory(capacity=3)
    for _number in range(4):
        ApplicationFactory(ranked=True, offer_1=offer)
    nina = officer_of(offer)

    effect = effect_of_capacity(offer, 2)
    resize(offer, 2, nina, at=MARCH)

    assert (effect.is_decided, effect.first_choices, effect.without_before, effect.without_after) == (False, 4, 1, 2)
    assert StudyOffer.objects.get(pk=offer.pk).capacity == 2


def test_another_provider_may_neither_resize_nor_call_off():
    offer, stranger = StudyOfferFactory(), officer_of(StudyOfferFactory())

    for act in (lambda: resize(offer, 3, stranger), lambda: call(offer, stranger)):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.answer.code == "not_your_study"
