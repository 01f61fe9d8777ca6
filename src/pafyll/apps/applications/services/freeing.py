"""A place falls free, and is offered to the next in line: one act at a time in a round."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, FreedPlace, Participation, PlaceOffer, Round, WaitingList
from pafyll.apps.applications.permissions.waiting import may_offer
from pafyll.apps.applications.queries.freed_room import turn_for
from pafyll.apps.applications.services.place_mail import tell_offered
from pafyll.apps.casework.services import advance, record
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.allocation.next_in_line import Passed, Turn
from pafyll.domain.allocation.texts import Text
from pafyll.domain.allocation.waiting_list import Wish
from pafyll.domain.allocation.why_you import why_you
from pafyll.domain.lifecycles.freed_place import FREED_PLACE, PLACE_OFFER, FreedStatus, PlaceOfferStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus
from pafyll.integrations.clock import OSLO, midnight_after

F, P = FreedStatus, PlaceOfferStatus


def free_place(participation: Participation, *, by: User | None, at: datetime) -> FreedPlace | None:
    """The place of one who withdrew before the start becomes free; offered when the transaction is saved.

    Once for each participation. None where there is no place to give on: for one who left after the start, and for
    a study outside the catalogue. The offer is a transaction of its own, so that nobody who withdraws waits for it.
    """
    if participation.status != ParticipationStatus.WITHDRAWN or participation.offer_id is None:
        return None
    place, is_new = FreedPlace.objects.get_or_create(
        left_by=participation,
        defaults={"round_id": participation.round_id, "offer_id": participation.offer_id, "freed_at": at},
    )
    if is_new:
        record(about=place.about, verb="free", after=F.FREE, by=by, at=at)
        transaction.on_commit(partial(offer_next, place=place, by=None, at=at), robust=True)
    return place


def offer_next_everywhere(offer: StudyOffer, *, at: datetime) -> None:
    """Offers every free place at the study when the transaction is saved, each in a transaction of its own."""
    for place in FreedPlace.objects.filter(offer=offer, status=F.FREE).order_by("freed_at", "pk"):
        transaction.on_commit(partial(offer_next, place=place, by=None, at=at), robust=True)


def give_on(participation: Participation, *, by: User | None, at: datetime) -> None:
    """What is called when somebody has stopped: see free_place."""
    free_place(participation, by=by, at=at)


def turnstile(round: Round | int) -> WaitingList | None:
    """The round's terms, locked: whoever offers, answers or takes back stands in line here. Call in a transaction."""
    return WaitingList.objects.select_for_update().filter(round=round).first()


@transaction.atomic
def offer_next(*, place: FreedPlace, by: User | None, at: datetime) -> PlaceOffer | None:
    """Offers the place to the next in line, with the reason. None when it is not free, or nobody can have it now.

    Who was passed is kept on the place either way. by is None when the system itself goes on to the next.
    """
    listed = turnstile(place.round_id)
    place = FreedPlace.objects.select_related("round", "offer__programme").get(pk=place.pk)
    if place.status != F.FREE or listed is None or not may_offer(listed, at):
        return None
    turn = turn_for(place)
    FreedPlace.objects.filter(pk=place.pk).update(passed=[_passed(one) for one in turn.passed])
    if turn.who is None or turn.wish is None:
        return None
    return _offer(place, turn, turn.wish, listed, by, at)


def _offer(place: FreedPlace, turn: Turn, wish: Wish, listed: WaitingList, by: User | None, at: datetime) -> PlaceOffer:
    assert turn.who is not None
    application = Application.objects.get(round=place.round_id, number=turn.who.application_id)
    offer = PlaceOffer.objects.create(
        place=place,
        application=application,
        position=turn.who.position,
        scheme=wish.scheme,
        choice=1 if application.offer_1_id == place.offer_id else 2,
        tier=turn.tier,
        state_autumn=wish.state_autumn,
        state_spring=wish.state_spring,
        owner_autumn=wish.owner_autumn,
        owner_spring=wish.owner_spring,
        why=[said(text) for text in why_you(turn.who.position, turn.passed)],
        passed=[_passed(one) for one in turn.passed],
        offered_at=at,
        answer_by=last_moment(listed, at),
    )
    advance(place, lifecycle=FREED_PLACE, to=F.OFFERED, by=by, at=at, place_offer=offer.pk)
    record(about=offer.about, verb="offered", after=P.OPEN, by=by, at=at, application=application.pk)
    tell_offered(offer)
    return offer


def last_moment(listed: WaitingList, at: datetime) -> datetime:
    """The midnight after the last day to answer: never later than the round's last day for freed places."""
    day: date = at.astimezone(OSLO).date() + timedelta(days=listed.answer_days)
    return min(midnight_after(day), listed.closes_at)


def _passed(one: Passed) -> dict[str, Any]:
    reason = one.reason
    return {
        "number": one.who.application_id,
        "position": one.who.position,
        "code": reason.code,
        "text": reason.text,
        "facts": reason.facts,
    }


def said(text: Text) -> dict[str, Any]:
    """A sentence as it is stored: its code, the words in bokmål, and what fills it in."""
    return {"code": text.code, "text": str(text), "facts": dict(text.facts)}


def end_offer(offer: PlaceOffer, to: PlaceOfferStatus, *, by: User | None, at: datetime, why: str = "") -> None:
    """Moves an open offer to its end and frees its place again. Call it behind the turnstile."""
    advance(offer, lifecycle=PLACE_OFFER, to=to, by=by, at=at, why=why)
    PlaceOffer.objects.filter(pk=offer.pk).update(answered_at=at)
    offer.answered_at = at
    advance(offer.place, lifecycle=FREED_PLACE, to=F.FREE, by=by, at=at)
    transaction.on_commit(partial(offer_next, place=offer.place, by=None, at=at), robust=True)
