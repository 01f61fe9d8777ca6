"""The queues and the freed places as the desks read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from pafyll.apps.applications.models import (
    AllocationResult,
    AllocationRun,
    Application,
    FreedPlace,
    Participation,
    PlaceOffer,
    QueueExit,
    Round,
    WaitingList,
)
from pafyll.apps.applications.permissions.waiting import may_answer, may_leave_queue, may_offer
from pafyll.apps.applications.queries.freed_room import (
    out_of_queue,
    room_for,
    standing_of,
    turn_for,
)
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING
from pafyll.apps.applications.queries.provider import providers_of
from pafyll.apps.applications.services.queueing import may_rejoin
from pafyll.apps.casework.models import Event
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.allocation.next_in_line import Turn, fits
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.freed_place import FreedStatus, PlaceOfferStatus
from pafyll.domain.lifecycles.round import RoundStatus

F, P = FreedStatus, PlaceOfferStatus


@dataclass(frozen=True)
class QueueLine:
    """My place in the queue to one study: position, how many before me still wait, and how many places are free."""

    offer: StudyOffer
    position: int
    before: int
    free: int


@dataclass(frozen=True)
class MyQueue:
    """Everything that a teacher sees of the queues of one round."""

    application: Application
    listed: WaitingList | None
    runs: Answer  # whether places are offered now, and why not
    lines: tuple[QueueLine, ...]
    offer: PlaceOffer | None
    answered: tuple[tuple[PlaceOffer, str], ...]  # with the reason where it was taken back
    may_answer: Answer | None
    may_leave: Answer
    left: QueueExit | None
    may_rejoin: Answer | None
    result: AllocationResult | None  # what the run that decided the order said of the application


def my_queue(*, viewer: Viewer, application: Application, at: datetime) -> MyQueue:
    """The viewer's own place in the queues. A dozen queries."""
    listed = WaitingList.objects.filter(round=application.round).first()
    offers = list(offers_to(viewer=viewer, application=application))
    live = next((one for one in offers if one.status == P.OPEN), None)
    why = dict(
        Event.objects.filter(about__in=[one.about for one in offers], verb=P.WITHDRAWN).values_list("about", "why")
    )
    left = QueueExit.objects.filter(application=application).select_related("application").first()
    lines = tuple(_lines(application)) if _has_queue(application) else ()
    return MyQueue(
        application=application,
        listed=listed,
        runs=may_offer(listed, at),
        lines=lines,
        offer=live,
        answered=tuple((one, why.get(one.about, "")) for one in offers if one.status != P.OPEN),
        may_answer=may_answer(viewer, live, at) if live else None,
        may_leave=may_leave_queue(viewer, application),
        left=left,
        may_rejoin=may_rejoin(left) if left else None,
        result=decided_result(application) if lines else None,
    )


def decided_run(round: Round) -> AllocationRun | None:
    """The run that decided the round, and so the order of its queues. One query."""
    return round.runs.filter(status=RunStatus.DECIDED).select_related("round").defer("input_files").first()


def decided_result(application: Application) -> AllocationResult | None:
    """What that run said of one application. One query."""
    rows = application.results.filter(run__status=RunStatus.DECIDED)
    return rows.select_related("run").defer("run__input_files").first()


def offers_to(*, viewer: Viewer, application: Application) -> QuerySet[PlaceOffer]:
    """Offers to the viewer herself, newest first. One query."""
    rows = PlaceOffer.objects.filter(application=application, application__person=viewer.person)
    return rows.select_related(*WITH_EVERYTHING).order_by("-offered_at", "-pk")


def open_offers_to_me(*, viewer: Viewer) -> list[PlaceOffer]:
    """What the viewer must answer, the first deadline first. One query."""
    if viewer.person is None:
        return []
    rows = PlaceOffer.objects.filter(application__person=viewer.person, status=P.OPEN)
    return list(rows.select_related("place__offer__programme__provider").order_by("answer_by"))


def _has_queue(application: Application) -> bool:
    return application.status == ApplicationStatus.REFUSED and application.round.status == RoundStatus.ALLOCATED


def _lines(application: Application) -> Iterable[QueueLine]:
    standing = standing_of(application.round)
    offers = [one for one in (application.offer_1, application.offer_2) if one is not None]
    for offer in offers if standing else ():
        assert standing is not None
        queue = standing.queue(offer.code)
        mine = next((one for one in queue if one.application_id == application.number), None)
        if mine is not None:
            out = out_of_queue(FreedPlace(round=application.round, offer=offer))
            done = {number for number, answer in out.items() if answer.code != "has_offer"}
            before = sum(one.position < mine.position and one.application_id not in done for one in queue)
            free = FreedPlace.objects.filter(offer=offer, round=application.round, status=F.FREE).count()
            yield QueueLine(offer, mine.position, before, free)


# --- the directorate


@dataclass(frozen=True)
class Reuse:
    """How many places fell free in a round, and what became of them."""

    freed: int
    filled: int
    offered: int
    closed: int

    @property
    def free(self) -> int:
        return self.freed - self.filled - self.offered - self.closed

    @property
    def percent(self) -> int | None:
        """The share that was filled again, in whole per cent; None before any place fell free."""
        return (100 * self.filled + self.freed // 2) // self.freed if self.freed else None


def reuse_of(rounds: Iterable[Round]) -> dict[int, Reuse]:
    """Round key → the share of freed places that was filled again. One query."""
    keys = [round.pk for round in rounds]
    rows = (
        FreedPlace.objects.filter(round__in=keys)
        .order_by()
        .values("round")
        .annotate(
            freed=Count("pk"),
            filled=Count("pk", filter=Q(status=F.FILLED)),
            offered=Count("pk", filter=Q(status=F.OFFERED)),
            closed=Count("pk", filter=Q(status=F.CLOSED)),
        )
    )
    found = {row["round"]: Reuse(row["freed"], row["filled"], row["offered"], row["closed"]) for row in rows}
    return {key: found.get(key, Reuse(0, 0, 0, 0)) for key in keys}


def freed_places(*, viewer: Viewer, round: Round) -> QuerySet[FreedPlace]:
    """The round's freed places with their study and who left, oldest first. Nobody but the directorate. One query."""
    rows = FreedPlace.objects.filter(round=round).select_related(
        "round", "offer__programme__provider", "left_by__person", "left_by__owner"
    )
    return rows if viewer.works_for_directorate else rows.none()


def open_offers(*, viewer: Viewer, round: Round) -> QuerySet[PlaceOffer]:
    """Offers that wait for an answer, the first deadline first. One query."""
    rows = PlaceOffer.objects.filter(place__round=round, status=P.OPEN).select_related(*WITH_EVERYTHING)
    return rows.order_by("answer_by", "pk") if viewer.works_for_directorate else rows.none()


@dataclass(frozen=True)
class InQueue:
    """One in the queue to a study: who, and why the place could not be hers now; a yes when it could."""

    application: Application
    position: int
    answer: Answer


def queue_for(place: FreedPlace) -> tuple[list[InQueue], Turn]:
    """The whole queue to the place's study with each one's answer now, and whose turn it is. Fifteen queries."""
    standing = standing_of(place.round)
    if standing is None:
        return [], Turn(None, None, ())
    queue, out = standing.queue(place.offer.code), out_of_queue(place)
    room = room_for(place.round, place.offer, standing)
    numbers = [one.application_id for one in queue]
    people = Application.objects.filter(number__in=numbers).select_related("person", "owner", "school")
    by_number = {one.number: one for one in people}
    rows = []
    for one in queue:
        answers = [fits(wish, one.owner_id, room) for wish in one.wishes]
        best = next((answer for answer in answers if answer), answers[0])
        rows.append(InQueue(by_number[one.application_id], one.position, out.get(one.application_id, best)))
    return rows, turn_for(place)


# --- owner and provider


def offers_to_owners_teachers(*, viewer: Viewer, owner: int, round: Round | None = None) -> QuerySet[PlaceOffer]:
    """Offers to the owner's teachers, in the round when one is named, open ones first. Nobody else's. One query."""
    rows = PlaceOffer.objects.filter(application__owner=owner)
    rows = rows if round is None else rows.filter(place__round=round)
    mine = rows.filter(application__owner__in=viewer.ranks_for).select_related(*WITH_EVERYTHING)
    return mine.order_by("answered_at", "answer_by", "pk") if owner in viewer.ranks_for else mine.none()


@dataclass(frozen=True)
class ProviderPlace:
    """A freed place as the provider sees it: who left, and who has it now."""

    place: FreedPlace
    left: Participation
    filled_by: PlaceOffer | None


@reading_everything("the provider sees who left its own place, also when she studies elsewhere now")
def freed_at_offer(*, viewer: Viewer, offer: StudyOffer) -> list[ProviderPlace]:
    """The freed places at the provider's own offer, newest first. Two queries."""
    rows = FreedPlace.objects.filter(offer=offer, offer__programme__provider__in=providers_of(viewer))
    places = list(rows.select_related("left_by__person", "left_by__application").order_by("-freed_at", "-pk"))
    accepted = PlaceOffer.objects.filter(place__in=places, status=P.ACCEPTED).select_related(
        "application__person", "application__school"
    )
    by_place = {one.place_id: one for one in accepted}
    return [ProviderPlace(place, place.left_by, by_place.get(place.pk)) for place in places]
