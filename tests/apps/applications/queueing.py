"""A decided round with a queue: two places at a study that four wished. Races alone on a database in a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command
from django.db.models import Count, Q

from pafyll.apps.applications.models import (
    Application,
    FreedPlace,
    Participation,
    PlaceOffer,
    Round,
    WaitingList,
)
from pafyll.apps.applications.services.allocating import review_run, run_allocation
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.freeing import free_place, offer_next
from pafyll.apps.applications.services.place_offers import accept_place, decline_place, expire_offer
from pafyll.apps.applications.services.waiting_lists import WaitingTerms, set_waiting_list
from pafyll.apps.casework.services import advance
from pafyll.apps.grants.models import Commitment
from pafyll.apps.grants.services.appropriating import set_frame
from pafyll.apps.grants.services.committing import release
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM, ParticipationStatus, TermStatus
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    OrganisationFactory,
    OwnerFrameFactory,
    RoleGrantFactory,
    RoundFactory,
    RoundRateFactory,
    StudyOfferFactory,
    fund,
)
from tests.races import DONE, ROUNDS, THREADS, at_once

MARCH = datetime(2026, 3, 20, 10, tzinfo=OSLO)
APRIL = datetime(2026, 4, 22, 10, tzinfo=OSLO)
MAY = datetime(2026, 5, 4, 10, tzinfo=OSLO)
LAST_DAY = date(2026, 5, 31)


@dataclass
class Queue:
    """Who and what the tests speak of. waiting stand in their order in the queue."""

    round: Round
    offer: Any
    owner: Any
    ada: Any
    idar: Any
    placed: list[Participation]
    waiting: list[Application]

    def leave(self, participation: Participation, at: datetime = MAY) -> FreedPlace:
        """Somebody withdraws before the start: the money is released and the place falls free."""
        withdraw(participation, self.ada, at)
        place = free_place(participation, by=self.ada, at=at)
        assert place is not None
        return place

    def offered(self, place: FreedPlace, at: datetime = MAY) -> PlaceOffer:
        """The place is offered to the next."""
        offer = offer_next(place=place, by=None, at=at)
        assert offer is not None
        return offer


def withdraw(participation: Participation, by: Any, at: datetime) -> None:
    """Ends the semesters and gives their money back to the frame."""
    for term in participation.terms.all():
        advance(term, lifecycle=TERM, to=TermStatus.ENDED, by=by, at=at)
        promise = Commitment.objects.get(term=term)
        if promise.left:
            release(commitment=promise, amount=promise.left, key=f"test:{term.pk}", by=by, at=at, why="Trukket")
    advance(participation, lifecycle=PARTICIPATION, to=ParticipationStatus.WITHDRAWN, by=by, at=at)


def make_queue(
    *, places: int = 2, applicants: int = 4, terms: bool = True, frame: dict[str, int] | None = None, dearer: int = 0
) -> Queue:
    """One owner ranks them all for the same study; the first get the places and the others wait.

    frame: the owner's quota and money. dearer: what the travel of the first who waits costs more than the others'.
    """
    round = RoundFactory(announced_draw=True)
    RoundRateFactory(round=round)
    RoundRateFactory(round=round, owner_pays=True)
    offer = StudyOfferFactory(capacity=places)
    school = OrganisationFactory()
    for number in range(applicants):
        travel = dearer if number == places else 0
        application = ApplicationFactory(ranked=True, round=round, school=school, offer_1=offer, travel_1=travel)
        RoleGrantFactory(teacher=True, person=application.person, organisation=school)
    ada, idar = (
        RoleGrantFactory(**{role: True}).person.user for role in ("directorate_officer", "directorate_decider")
    )
    if frame:
        OwnerFrameFactory(round=round, owner=school.parent, **frame)
    fund(round)
    run = review_run(run=run_allocation(round=round, by=ada, at=MARCH), by=ada, at=MARCH, note="Kontrollert")
    decide_run(run=run, by=idar, at=APRIL)
    round.refresh_from_db()
    if terms:
        set_waiting_list(round=round, terms=WaitingTerms(7, LAST_DAY), by=ada, at=APRIL)
    refused = (
        run.results.filter(is_granted=False).order_by("reserve_position").select_related("application__person__user")
    )
    placed = list(Participation.objects.filter(round=round).order_by("pk"))
    return Queue(round, offer, school.parent, ada, idar, placed, [one.application for one in refused])


# --- races


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words: the last place to two, yes against no answer, and two who say yes at once."""
    queue = make_queue(places=2, applicants=4 + 4 * rounds)
    found: list[str] = []
    for number in range(rounds):
        found += [f"round {number}: {said}" for said in (*_last_money(queue), *_one_round(queue))]
        if found:
            break
    return found


def _last_money(queue: Queue) -> list[str]:
    """Both who have a place leave, and there is money for one: eight want to offer both places."""
    placed = Participation.objects.filter(round=queue.round, status=ParticipationStatus.AWARDED).order_by("pk")
    places = [_left_alone(queue, one) for one in placed]
    cost = max(term.state_amount for term in places[0].left_by.terms.all())
    _set_frames(queue, cost)
    at_once(*(partial(offer_next, place=place, by=None, at=MAY) for place in places * (THREADS // 2)))
    offers = PlaceOffer.objects.filter(place__round=queue.round, status=PlaceOfferStatus.OPEN)
    found = [f"{len(offers)} offers with money for one"] if len(offers) != 1 else []
    _set_frames(queue, 10 * cost)
    for place in places:
        _fill(queue, place)
    return found


def _left_alone(queue: Queue, participation: Participation) -> FreedPlace:
    """A place that falls free and is not offered by itself, so that the threads can fight for it."""
    WaitingList.objects.filter(round=queue.round).update(is_running=False)
    place = queue.leave(participation)
    WaitingList.objects.filter(round=queue.round).update(is_running=True)
    return place


def _set_frames(queue: Queue, free: int) -> None:
    """The frame has this much that is not promised, in each budget year."""
    for year in (queue.round.study_year, queue.round.study_year + 1):
        rows = Commitment.objects.filter(round=queue.round, budget_year=year)
        promised = sum(one.amount - one.released for one in rows)
        set_frame(round=queue.round, budget_year=year, amount=promised + free, by=queue.ada, at=MAY)


def _one_round(queue: Queue) -> list[str]:
    """Somebody leaves; eight want to offer the place; then eight answer: yes, no, and too late."""
    leaver = Participation.objects.filter(round=queue.round, status=ParticipationStatus.AWARDED).order_by("pk").first()
    assert leaver is not None
    place = _left_alone(queue, leaver)
    outcomes = at_once(*(lambda: offer_next(place=place, by=None, at=MAY) for _ in range(THREADS)))
    found = _wrong(queue, "offering")
    if outcomes != [DONE] * THREADS:
        found.append(f"somebody met an error when the place was offered: {sorted(outcomes)}")
    offer = PlaceOffer.objects.filter(place=place, status=PlaceOfferStatus.OPEN).first()
    if offer is None:
        return [*found, "nobody was offered the place"]
    person = offer.application.person.user
    late = offer.answer_by
    yes = [lambda: accept_place(offer=offer, by=person, at=late - timedelta(seconds=1))] * (THREADS - 3)
    others = [
        lambda: decline_place(offer=offer, by=person, at=MAY),
        lambda: expire_offer(offer=offer, at=late),
        lambda: offer_next(place=place, by=None, at=MAY),
    ]
    outcomes = at_once(*yes, *others)
    found += _wrong(queue, "answering")
    if "IntegrityError" in outcomes:
        found.append(f"only the database stopped it: {sorted(outcomes)}")
    accepted = Participation.objects.filter(application=offer.application).count()
    if accepted > 1 or (accepted and PlaceOffer.objects.get(pk=offer.pk).status != PlaceOfferStatus.ACCEPTED):
        found.append(f"{accepted} participations for one offer: {sorted(outcomes)}")
    _fill(queue, place)
    return found


def _fill(queue: Queue, place: FreedPlace) -> None:
    """Gives the place to the next when it was declined, so that the next round begins with everything taken."""
    place.refresh_from_db()
    offer = PlaceOffer.objects.filter(place=place, status=PlaceOfferStatus.OPEN).first()
    offer = offer or offer_next(place=place, by=None, at=MAY)
    if offer is not None:
        accept_place(offer=offer, by=offer.application.person.user, at=MAY)


def _wrong(queue: Queue, when: str) -> list[str]:
    """Limits that are broken now."""
    gone = (ParticipationStatus.WITHDRAWN, ParticipationStatus.DROPPED_OUT)
    holding = Participation.objects.filter(round=queue.round, offer=queue.offer).exclude(status__in=gone).count()
    offered = PlaceOffer.objects.filter(place__round=queue.round, status=PlaceOfferStatus.OPEN).count()
    twice = FreedPlace.objects.annotate(
        live=Count("place_offers", filter=Q(place_offers__status__in=["open", "accepted"]))
    ).filter(live__gt=1)
    found = [f"{when}: {holding} places and {offered} offers of {queue.offer.capacity}"]
    found = found if holding + offered > queue.offer.capacity else []
    return found + ([f"{when}: a place has two live offers"] if twice.exists() else [])


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
