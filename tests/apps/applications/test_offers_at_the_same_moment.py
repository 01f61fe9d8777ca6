"""A provider changes or calls off a study just as somebody is offered a place, says yes or answers. PostgreSQL only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from pafyll.apps.applications.models import Admission, PlaceOffer
from pafyll.apps.applications.queries.offer_changes import effect_of_cancelling, effect_of_capacity
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admission_nightly import lapse
from pafyll.apps.applications.services.freeing import offer_next
from pafyll.apps.applications.services.offer_changes import call_off, change_capacity
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.services.editing import confirm_unchanged, copy_offer
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from tests.apps.applications.queueing import MARCH, MAY, Queue, make_queue
from tests.factories import RoleGrantFactory, StudyOfferFactory
from tests.races import DONE, overlapping

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def officer_of(offer: StudyOffer) -> Any:
    return RoleGrantFactory(provider_officer=True, organisation=offer.programme.provider).person.user


def resizing(offer: StudyOffer, capacity: int, nina: Any, at: Any = MAY) -> Callable[[], object]:
    seen = effect_of_capacity(offer, capacity).key
    return lambda: change_capacity(offer=offer, capacity=capacity, seen=seen, by=nina, at=at)


def calling_off(offer: StudyOffer, nina: Any) -> Callable[[], object]:
    seen = effect_of_cancelling(offer).key
    return lambda: call_off(offer=offer, reason="For få", seen=seen, by=nina, at=MAY)


def test_of_two_who_resize_an_offer_the_second_is_told():
    offer = StudyOfferFactory(capacity=10)
    nina = officer_of(offer)

    outcomes = overlapping(resizing(offer, 12, nina, MARCH), resizing(offer, 8, nina, MARCH))

    offer.refresh_from_db()
    assert (outcomes, offer.capacity) == ([DONE, "already_changed"], 12)


def test_two_who_look_over_a_copy_lose_nothing_of_each_others():
    offer = StudyOfferFactory()
    nina = officer_of(offer)
    copy = copy_offer(last=offer, by=nina, at=MARCH)
    one, other, *left = copy.unchecked

    outcomes = overlapping(
        lambda: confirm_unchanged(offer=copy, item=one, by=nina, at=MARCH),
        lambda: confirm_unchanged(offer=copy, item=other, by=nina, at=MARCH),
    )

    copy.refresh_from_db()
    assert (outcomes, copy.unchecked) == ([DONE, DONE], left)


def a_free_place(queue: Queue) -> Any:
    """Nobody is offered it yet."""
    from pafyll.apps.applications.models import WaitingList

    WaitingList.objects.update(is_running=False)
    place = queue.leave(queue.placed[0])
    WaitingList.objects.update(is_running=True)
    return place


def test_a_place_that_is_closed_is_offered_to_nobody():
    queue = make_queue()
    nina, place = officer_of(queue.offer), a_free_place(queue)

    outcomes = overlapping(resizing(queue.offer, 1, nina), lambda: offer_next(place=place, by=None, at=MAY))

    assert outcomes == [DONE, DONE]
    assert not PlaceOffer.objects.exists()


def test_a_study_that_is_called_off_is_offered_to_nobody():
    queue = make_queue()
    nina, place = officer_of(queue.offer), a_free_place(queue)

    outcomes = overlapping(calling_off(queue.offer, nina), lambda: offer_next(place=place, by=None, at=MAY))

    assert outcomes == [DONE, DONE]
    assert not PlaceOffer.objects.filter(status="open").exists()


def offered(queue: Queue) -> Admission:
    one = Admission.objects.filter(participation=queue.placed[0]).get()
    Admission.objects.filter(pk=one.pk).update(status=S.OFFERED, answer_by=MAY)
    return Admission.objects.get(pk=one.pk)


def test_an_admission_that_is_called_off_does_not_lapse_with_the_money():
    queue = make_queue()
    one = offered(queue)

    outcomes = overlapping(calling_off(queue.offer, officer_of(queue.offer)), lambda: lapse(admission=one, at=MAY))

    one.refresh_from_db()
    one.participation.refresh_from_db()
    assert (outcomes, one.status, one.participation.status) == ([DONE, DONE], S.CALLED_OFF, "awarded")


def test_an_answer_that_came_first_stands_and_the_study_is_called_off_after_it():
    queue = make_queue()
    one = offered(queue)
    before = MAY.replace(day=3)
    user = one.participation.person.user

    outcomes = overlapping(
        lambda: answer_admission(admission=one, says_yes=True, by=user, at=before),
        calling_off(queue.offer, officer_of(queue.offer)),
    )

    one.refresh_from_db()
    assert (outcomes, one.status) == ([DONE, DONE], S.CALLED_OFF)
