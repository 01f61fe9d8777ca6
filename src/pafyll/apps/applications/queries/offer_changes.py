"""What it would mean to change the places of an offer, or to call it off, before anything is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pafyll.apps.applications.models import AllocationRun, Application, FreedPlace, Participation, PlaceOffer, Round
from pafyll.apps.applications.queries.freed_room import GONE, out_of_queue, standing_of
from pafyll.apps.applications.queries.provider import WISHED
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.services.fingerprints import fingerprint
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.freed_place import FreedStatus, PlaceOfferStatus

S = ApplicationStatus
BEFORE_ANSWER = (S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED)


def decided_round(offer: StudyOffer) -> Round | None:
    """The round of the offer's study year when its allocation is decided; None before. One query."""
    runs = AllocationRun.objects.filter(round__study_year=offer.study_year, status=RunStatus.DECIDED)
    run = runs.select_related("round").first()
    return run.round if run else None


def live_participations(offer: StudyOffer) -> QuerySet[Participation]:
    """Those who have a place at the offer now, by name."""
    rows = Participation.objects.filter(offer=offer).exclude(status__in=GONE)
    rows = rows.select_related("person__user", "owner", "application__offer_2__programme__provider", "round")
    return rows.order_by("person__last_name", "person__first_name", "pk")


def open_place_offers(offer: StudyOffer) -> QuerySet[PlaceOffer]:
    """Offers of freed places there that wait for an answer."""
    return PlaceOffer.objects.filter(place__offer=offer, status=PlaceOfferStatus.OPEN)


@dataclass(frozen=True)
class CapacityEffect:
    """What a number of places means. Counts only before the answer: who gets what is not decided by the provider.

    taken are places that somebody has or has been offered. free are places the queue can be offered, before and after.
    """

    before: int
    after: int
    is_decided: bool
    first_choices: int
    second_choices: int
    taken: int
    waiting: int
    free_before: int
    free_after: int
    allocated: int | None  # the places that the allocation was decided with

    @property
    def without_before(self) -> int:
        """Applicants with it as first choice that there is no room for now."""
        return max(0, self.first_choices - self.before)

    @property
    def without_after(self) -> int:
        return max(0, self.first_choices - self.after)

    @property
    def offered_more(self) -> int:
        """How many more in the queue would be offered a place."""
        return min(self.free_after, self.waiting) - min(self.free_before, self.waiting)

    @property
    def answer(self) -> Answer:
        """Whether it may be done: never below what somebody has."""
        if self.after < 1:
            return no(
                "no_places",
                "Tilbudet må ha minst én plass.",
                remedy="Skal det ikke gå, avlyser du det.",
                field="capacity",
            )
        if self.after == self.before:
            return no("same_capacity", "Tilbudet har alt så mange plasser.", field="capacity")
        if self.after < self.taken:
            return no(
                "capacity_below_taken",
                "{taken} har plass eller har fått tilbud om plass, og ingen mister plassen sin.",
                remedy="Sett tallet til {taken} eller mer.",
                field="capacity",
                taken=self.taken,
            )
        return yes()

    @property
    def key(self) -> str:
        """A fingerprint of what is shown."""
        return fingerprint(vars(self))


def effect_of_capacity(offer: StudyOffer, capacity: int) -> CapacityEffect:
    """What the new number would mean now. A dozen queries at most."""
    round = decided_round(offer)
    sent = Application.objects.filter(status__in=WISHED, submitted_at__isnull=False)
    taken = live_participations(offer).count() + open_place_offers(offer).count()
    allocated, waiting, freed = _queue_numbers(offer, round) if round else (None, 0, 0)
    return CapacityEffect(
        before=offer.capacity,
        after=capacity,
        is_decided=round is not None,
        first_choices=sent.filter(offer_1=offer).count(),
        second_choices=sent.filter(offer_2=offer).count(),
        taken=taken if round else 0,
        waiting=waiting,
        free_before=_free(freed, allocated, offer.capacity, taken),
        free_after=_free(freed, allocated, capacity, taken),
        allocated=allocated,
    )


def _queue_numbers(offer: StudyOffer, round: Round) -> tuple[int | None, int, int]:
    """The places of the allocation, how many wait and can be asked, and how many places have fallen free."""
    standing = standing_of(round)
    if standing is None or offer.code not in standing.problem.offer_ids:
        return None, 0, 0
    waiting = len(in_queue(offer, round))
    freed = FreedPlace.objects.filter(offer=offer, round=round, status=FreedStatus.FREE).count()
    allocated = int(standing.problem.capacity[standing.problem.offer_ids.index(offer.code)])
    return allocated, waiting, freed


def _free(freed: int, allocated: int | None, capacity: int, taken: int) -> int:
    """Freed places that there is room for: the allocation's places or today's, whichever is less, less those taken."""
    if allocated is None:
        return 0
    return max(0, min(freed, min(allocated, capacity) - taken))


@dataclass(frozen=True)
class Placed:
    """One who has a place at an offer that is called off, and her second choice where it has room."""

    participation: Participation
    next_choice: StudyOffer | None


@dataclass(frozen=True)
class CancelEffect:
    """Who is touched when an offer is called off. Before the answer only as numbers."""

    is_decided: bool
    with_next: int  # have it as first choice, and a second choice that is given
    without_next: int  # have it as first choice, and nothing else
    second: int  # have it as second choice
    placed: tuple[Placed, ...]
    offered: int  # have an offer of a freed place that is taken back
    waiting: int  # wait in the queue

    @property
    def key(self) -> str:
        """A fingerprint of what is shown."""
        shown = [self.is_decided, self.with_next, self.without_next, self.second, self.offered, self.waiting]
        people = [(one.participation.pk, one.next_choice.pk if one.next_choice else None) for one in self.placed]
        return fingerprint([shown, people])


def effect_of_cancelling(offer: StudyOffer) -> CancelEffect:
    """What calling the offer off would mean now."""
    round = decided_round(offer)
    if round is None:
        rows = list(applicants_before_answer(offer))
        first = [one for one in rows if one.offer_1_id == offer.pk]
        with_next = sum(next_choice_of(one, offer) is not None for one in first)
        return CancelEffect(False, with_next, len(first) - with_next, len(rows) - len(first), (), 0, 0)
    placed = tuple(Placed(one, _second_with_room(one, offer)) for one in live_participations(offer))
    _allocated, waiting, _freed = _queue_numbers(offer, round)
    return CancelEffect(True, 0, 0, 0, placed, open_place_offers(offer).count(), waiting)


def applicants_before_answer(offer: StudyOffer) -> QuerySet[Application]:
    """Those who have sent an application with the offer as a choice, and have no answer yet."""
    rows = Application.objects.filter(Q(offer_1=offer) | Q(offer_2=offer), status__in=BEFORE_ANSWER)
    return rows.select_related(
        "person__user", "round", "owner", "offer_1__programme__provider", "offer_2__programme__provider"
    ).order_by("pk")


def in_queue(offer: StudyOffer, round: Round) -> list[Application]:
    """Those who wait for a place at the offer and can be asked, in their order. A handful of queries."""
    standing = standing_of(round)
    if standing is None or offer.code not in standing.problem.offer_ids:
        return []
    out = out_of_queue(FreedPlace(round=round, offer=offer))
    numbers = [one.application_id for one in standing.queue(offer.code) if one.application_id not in out]
    found = Application.objects.filter(round=round, number__in=numbers).select_related("person__user")
    by_number = {one.number: one for one in found}
    return [by_number[number] for number in numbers]


def next_choice_of(application: Application, gone: StudyOffer) -> StudyOffer | None:
    """What is left of the application's choices when the offer is gone, and is given."""
    for choice in (application.offer_1, application.offer_2):
        if choice is not None and choice.pk != gone.pk and choice.status == StudyOffer.Status.PUBLISHED:
            return choice
    return None


def _second_with_room(one: Participation, gone: StudyOffer) -> StudyOffer | None:
    choice = next_choice_of(one.application, gone)
    if choice is None:
        return None
    taken = live_participations(choice).count() + open_place_offers(choice).count()
    return choice if taken < choice.capacity else None
