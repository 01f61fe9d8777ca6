"""What is done with freed places when nobody presses a button: planned first, carried out on request, safe twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.applications.models import FreedPlace, PlaceOffer
from pafyll.apps.applications.permissions.waiting import may_offer
from pafyll.apps.applications.services.freeing import offer_next, turnstile
from pafyll.apps.applications.services.place_offers import expire_offer
from pafyll.apps.casework.services import advance
from pafyll.domain.lifecycles.freed_place import FREED_PLACE, FreedStatus, PlaceOfferStatus


@dataclass(frozen=True)
class Plan:
    """Offers whose time is out, free places to offer, and free places that nobody can have any more."""

    expiring: tuple[PlaceOffer, ...]
    offering: tuple[FreedPlace, ...]
    closing: tuple[FreedPlace, ...]

    def lines(self) -> list[str]:
        """The plan as a person reads it, one line each."""
        return [
            *(f"expire: {offer.application.number}, {offer.place.offer.code}" for offer in self.expiring),
            *(f"offer: {place.offer.code}" for place in self.offering),
            *(f"close: {place.offer.code}" for place in self.closing),
        ]


def plan_freed_places(*, at: datetime) -> Plan:
    """What is due at the moment. Two queries."""
    late = PlaceOffer.objects.filter(status=PlaceOfferStatus.OPEN, answer_by__lte=at)
    free = FreedPlace.objects.filter(status=FreedStatus.FREE, round__waiting_list__isnull=False)
    places = list(free.select_related("round__waiting_list", "offer"))
    return Plan(
        expiring=tuple(late.select_related("application", "place__offer")),
        offering=tuple(place for place in places if may_offer(place.round.waiting_list, at)),
        closing=tuple(place for place in places if at >= place.round.waiting_list.closes_at),
    )


def carry_out_freed_places(plan: Plan, *, at: datetime) -> dict[str, int]:
    """Does it, and says how many of each were done now. What someone else did in the meantime is left alone."""
    expired = sum(expire_offer(offer=offer, at=at) for offer in plan.expiring)
    offered = sum(offer_next(place=place, by=None, at=at) is not None for place in plan.offering)
    return {"expired": expired, "offered": offered, "closed": sum(_close(place, at) for place in plan.closing)}


@transaction.atomic
def _close(place: FreedPlace, at: datetime) -> bool:
    listed = turnstile(place.round_id)
    place.refresh_from_db()
    if place.status != FreedStatus.FREE or listed is None or at < listed.closes_at:
        return False
    advance(place, lifecycle=FREED_PLACE, to=FreedStatus.CLOSED, by=None, at=at)
    return True
