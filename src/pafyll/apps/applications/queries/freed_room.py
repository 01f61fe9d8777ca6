"""The decided run's order and the money and places as they are now: what the rule for a freed place is asked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from pafyll.apps.applications.free_money import free_money
from pafyll.apps.applications.models import (
    AllocationRun,
    Application,
    FreedPlace,
    Participation,
    PlaceOffer,
    QueueExit,
    Round,
)
from pafyll.apps.applications.queries.round_files import unzipped
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.allocation import Outcome, Problem, RuleSet, allocate
from pafyll.domain.allocation.freed_room import NO_TIER, Holding, Room, room_at
from pafyll.domain.allocation.next_in_line import Turn, next_in_line
from pafyll.domain.allocation.waiting_list import InLine, queue_to
from pafyll.domain.answers import Answer, no
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus

S, P = ApplicationStatus, PlaceOfferStatus
GONE = (ParticipationStatus.WITHDRAWN, ParticipationStatus.DROPPED_OUT)
COSTS_NOTHING = (TermStatus.NOT_STARTED, TermStatus.NOT_CONFIRMED, TermStatus.ENDED, TermStatus.DEFERRED)


@dataclass(frozen=True, eq=False)
class Standing:
    """A decided run as the engine sees it, from the files that it stored."""

    problem: Problem
    rules: RuleSet
    outcome: Outcome

    def tier_of(self, number: str) -> int:
        """The group that gave the application its place in the run; NO_TIER where it got none."""
        try:
            return int(self.outcome.tier[self.problem.index_of(number)])
        except KeyError:
            return NO_TIER

    def queue(self, offer_id: str) -> tuple[InLine, ...]:
        """Those who wait for the study, in the published order."""
        return queue_to(self.problem, self.rules, self.outcome, offer_id)


def standing_of(round: Round) -> Standing | None:
    """The run that the round was decided by; None before there is one. One query, two the first time."""
    key = round.runs.filter(status=RunStatus.DECIDED).values_list("pk", "outcome_hash").first()
    return _standing(*key) if key else None


@lru_cache(maxsize=8)
def _standing(run: int, outcome_hash: str) -> Standing:
    """A decided run never changes, so the same key and fingerprint give the same answer."""
    tables, seed = unzipped(bytes(AllocationRun.objects.get(pk=run).input_files))
    problem = tables.problem()
    return Standing(problem, tables.rules, allocate(problem, tables.rules, seed))


def turn_for(place: FreedPlace) -> Turn:
    """Who the place goes to now, and everyone passed on the way. Eight queries."""
    standing = standing_of(place.round)
    if standing is None:
        return Turn(None, None, ())
    room = room_for(place.round, place.offer, standing)
    return next_in_line(standing.queue(place.offer.code), room, out_of_queue(place))


def room_for(round: Round, offer: StudyOffer, standing: Standing, *, without: PlaceOffer | None = None) -> Room:
    """What is free at the study: places, quotas, owners' money, groups and the state's money. Five queries."""
    holdings = [*_participations(round, standing), *_offers(round, without)]
    room = room_at(
        standing.problem, standing.rules, standing.outcome, offer.code, holdings, _places(standing.problem, offer)
    )
    return Room(**(vars(room) | {"frame": _frame(round, without)}))


def _places(problem: Problem, offer: StudyOffer) -> int:
    """What the run had, or what the provider has now where that is less; none when the study is cancelled."""
    if offer.status != StudyOffer.Status.PUBLISHED or offer.code not in problem.offer_ids:
        return 0
    return min(int(problem.capacity[problem.offer_ids.index(offer.code)]), offer.capacity)


def _participations(round: Round, standing: Standing) -> Iterator[Holding]:
    rows = Participation.objects.filter(round=round).exclude(status__in=GONE)
    tiers = dict(_accepted(round).values_list("application__number", "tier"))
    for row in rows.select_related("application", "offer", "owner").prefetch_related("terms"):
        number = row.application.number
        terms = [term for term in row.terms.all() if term.status not in COSTS_NOTHING]
        autumn = [term for term in terms if term.when.is_autumn]
        spring = [term for term in terms if not term.when.is_autumn]
        yield Holding(
            offer_id=row.offer.code if row.offer else "",
            owner_id=row.owner.number,
            state_autumn=sum(term.state_amount for term in autumn),
            state_spring=sum(term.state_amount for term in spring),
            owner_autumn=sum(term.owner_amount for term in autumn),
            owner_spring=sum(term.owner_amount for term in spring),
            tier=tiers.get(number, standing.tier_of(number)),
        )


def _accepted(round: Round) -> QuerySet[PlaceOffer]:
    return PlaceOffer.objects.filter(place__round=round, status=P.ACCEPTED)


def _offers(round: Round, without: PlaceOffer | None) -> Iterator[Holding]:
    """A place that is offered is kept until it is answered, with its money."""
    rows = PlaceOffer.objects.filter(place__round=round, status=P.OPEN).select_related(
        "place__offer", "application__owner"
    )
    for row in rows.exclude(pk=without.pk if without else 0):
        assert row.application.owner is not None
        yield Holding(
            offer_id=row.place.offer.code,
            owner_id=row.application.owner.number,
            state_autumn=row.state_autumn,
            state_spring=row.state_spring,
            owner_autumn=row.owner_autumn,
            owner_spring=row.owner_spring,
            tier=row.tier,
        )


def _frame(round: Round, without: PlaceOffer | None) -> tuple[int | None, int | None]:
    """What the books have free less what is offered already."""
    rows = PlaceOffer.objects.filter(place__round=round, status=P.OPEN).exclude(pk=without.pk if without else 0)
    offered = list(rows.values_list("state_autumn", "state_spring"))
    money, year = free_money(round), round.school_year
    autumn, spring = (money.get(term.budget_year.year) for term in (year.autumn, year.spring))
    return (
        None if autumn is None else autumn - sum(one for one, _ in offered),
        None if spring is None else spring - sum(one for _, one in offered),
    )


@reading_everything("those before in the queue are counted, and an applicant is told no more than how many")
def out_of_queue(place: FreedPlace) -> dict[str, Answer]:
    """Application number → why she is not asked about this place. Four queries."""
    out: dict[str, Answer] = {}
    rows = Application.objects.filter(round=place.round_id, results__run__status=RunStatus.DECIDED)
    for number, status, approved in rows.values_list("number", "status", "approval__approved"):
        if (answer := _unavailable(status, approved)) is not None:
            out[number] = answer
    out |= dict.fromkeys(_left(place.round), LEFT) | dict.fromkeys(_waiting(place.round), HAS_OFFER)
    return out | dict(_answered(place))


LEFT = no("left", "Har gått ut av køen.")
HAS_OFFER = no("has_offer", "Har fått et tilbud og har ikke svart ennå.")
HAS_PLACE = no("has_place", "Har fått plass.")
APPLICATION_GONE = no("application_gone", "Søknaden er trukket eller ikke lenger med.")
OWNER_SAYS_NO = no("owner_says_no", "Skoleeieren står ikke bak søknaden lenger.")
ANSWERS = {
    P.DECLINED: no("declined", "Har takket nei til en plass på dette studiet."),
    P.EXPIRED: no("expired", "Svarte ikke innen fristen på et tilbud om dette studiet."),
    P.WITHDRAWN: no("withdrawn", "Tilbudet om denne plassen ble trukket tilbake."),
}


def _unavailable(status: str, approved: bool | None) -> Answer | None:
    if status == S.GRANTED:
        return HAS_PLACE
    if status != S.REFUSED:
        return APPLICATION_GONE
    return OWNER_SAYS_NO if approved is False else None


def _left(round: Round) -> Iterable[str]:
    return QueueExit.objects.filter(application__round=round).values_list("application__number", flat=True)


def _waiting(round: Round) -> Iterable[str]:
    rows = PlaceOffer.objects.filter(place__round=round, status=P.OPEN)
    return rows.values_list("application__number", flat=True)


def _answered(place: FreedPlace) -> Iterator[tuple[str, Answer]]:
    """A no to the study holds for its other places too; an offer that was taken back holds for its own place only."""
    rows = PlaceOffer.objects.filter(place__round=place.round_id, place__offer=place.offer_id, status__in=list(ANSWERS))
    for number, status, of_place in rows.values_list("application__number", "status", "place_id"):
        if status != P.WITHDRAWN or of_place == place.pk:
            yield number, ANSWERS[PlaceOfferStatus(status)]  # type: ignore[call-arg]
