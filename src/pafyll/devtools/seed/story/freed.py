"""Places that fell free in the story, and what became of them; and what Siri thinks that travel and books cost."""

from __future__ import annotations

from datetime import date, datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Participation, PlaceOffer, Round
from pafyll.apps.applications.services.estimating import Figures, save_estimate
from pafyll.apps.applications.services.freed_nightly import carry_out_freed_places, plan_freed_places
from pafyll.apps.applications.services.freeing import free_place, offer_next
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.applications.services.place_offers import accept_place, decline_place, withdraw_offer
from pafyll.apps.applications.services.queueing import leave_queue
from pafyll.apps.applications.services.waiting_lists import WaitingTerms, set_waiting_list
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services import advance
from pafyll.apps.grants.models import Commitment
from pafyll.apps.grants.services.committing import release
from pafyll.devtools.seed.story.admission import give_up_place
from pafyll.devtools.seed.story.changing import withdraw
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM, ParticipationStatus, TermStatus

P, S = ParticipationStatus, AdmissionStatus
TO_ANSWER = 7  # days that the directorate gives in the story


def fill_places_before_the_start(world: World) -> None:
    """In May 2025 four leave: one offer is taken back, one accepted, one declined and one never answered."""
    round, ada = world.rounds[MIDDLE], world.user("ada")
    set_waiting_list(round=round, terms=WaitingTerms(TO_ANSWER, round.admission_on), by=ada, at=at(date(MIDDLE, 5, 2)))
    _leave_queue(round, "ENG2")
    _take_back(world, _left(world, round, "NOR1", date(MIDDLE, 5, 5), S.DECLINED))
    english = _left(world, round, "ENG1", date(MIDDLE, 5, 7))
    if english is not None:
        _accept(english, at(date(MIDDLE, 5, 9)))
    signs = _left(world, round, "NTS1", date(MIDDLE, 5, 8))
    if signs is not None:
        decline_place(offer=signs, by=_user(signs), at=at(date(MIDDLE, 5, 9)))
    _left(world, round, "NOR1", date(MIDDLE, 5, 12), S.NOT_ADMITTED)
    for day in (date(MIDDLE, 5, 20), date(MIDDLE, 6, 1)):  # the nights when a deadline was over
        carry_out_freed_places(plan_freed_places(at=at(day, 3)), at=at(day, 3))


def free_places_now(world: World) -> None:
    """In March one gives up a spring that was put off: the place is offered. For another place nobody waits."""
    round, ada = world.rounds[MIDDLE], world.user("ada")
    terms = WaitingTerms(TO_ANSWER, date(CURRENT, 3, 15))
    set_waiting_list(round=round, terms=terms, by=ada, at=at(date(CURRENT, 2, 2)))
    _left(world, round, "NAT1", date(CURRENT, 3, 6))
    _left(world, round, "KRO1", date(CURRENT, 3, 9))


def estimate_costs(world: World) -> None:
    """Siri's usual figures for the round that is open, and one application that costs more."""
    round, owner, siri = world.rounds[CURRENT], world.organisations["fjordvik"], world.user("siri")
    when = at(date(CURRENT, 3, 9), 9)
    save_estimate(round=round, owner=owner, figures=Figures(None, 3000, 2500), by=siri, at=when)
    far = Application.objects.filter(round=round, owner=owner, status="approved").order_by("pk").first()
    if far is not None:
        figures = Figures(9000, 12_000, 2500)
        save_estimate(round=round, owner=owner, figures=figures, by=siri, at=when, application=far)


def _left(world: World, round: Round, code: str, day: date, how: AdmissionStatus | None = None) -> PlaceOffer | None:
    """The first who has a place there withdraws, and the place is offered to the next, if anybody waits."""
    ada, when = world.user("ada"), at(day, 9)
    here = Participation.objects.filter(round=round, offer__programme__code=code)
    participation = here.exclude(status__in=(P.WITHDRAWN, P.DROPPED_OUT)).order_by("pk").first()
    if participation is None:
        return None
    if how is not None:
        give_up_place(world, participation, how, day)
    elif participation.status == P.AWARDED and participation.terms.filter(status=TermStatus.AWAITING).count() == 2:
        withdraw(world, participation, day)
    else:
        _give_up(participation, ada, when)
    participation.refresh_from_db()
    place = free_place(participation, by=ada, at=when)
    return offer_next(place=place, by=None, at=when) if place else None


def _give_up(participation: Participation, by: User, when: datetime) -> None:
    """Ends what was put off or never began, and gives its money back to the frame."""
    for term in participation.terms.filter(status__in=(TermStatus.AWAITING, TermStatus.DEFERRED)):
        advance(term, lifecycle=TERM, to=TermStatus.ENDED, by=by, at=when)
        promise = Commitment.objects.get(term=term)
        if promise.left:
            key = f"freed:{term.pk}"
            release(commitment=promise, amount=promise.left, key=key, by=by, at=when, why="Trukket før start")
    if participation.status == P.STARTED:
        advance(participation, lifecycle=PARTICIPATION, to=P.DEFERRED, by=by, at=when)
    advance(participation, lifecycle=PARTICIPATION, to=P.WITHDRAWN, by=by, at=when)


def _accept(offer: PlaceOffer, when: datetime) -> None:
    user = _user(offer)
    accept_place(offer=offer, by=user, at=when)
    decision = Decision.objects.filter(about=offer.application.about).order_by("-pk")[0]
    letter_of(decision=decision, by=user, at=when, language=user.language)


def _take_back(world: World, offer: PlaceOffer | None) -> None:
    """Fjordvik could not find a substitute; a week later it could."""
    if offer is not None:
        why = "Vi har ikke vikar til høsten ennå."
        withdraw_offer(offer=offer, by=world.user("siri"), at=at(date(MIDDLE, 5, 6)), why=why)


def _leave_queue(round: Round, code: str) -> None:
    waiting = Application.objects.filter(round=round, status="refused", offer_1__programme__code=code)
    application = waiting.select_related("person__user").order_by("pk").first()
    if application is not None and application.person.user is not None:
        leave_queue(application=application, by=application.person.user, at=at(date(MIDDLE, 5, 4)))


def _user(offer: PlaceOffer) -> User:
    user = offer.application.person.user
    assert user is not None
    return user
