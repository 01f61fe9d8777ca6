"""Mail about freed places: to the one who is offered a place, and to her owner who would pay its part."""

from __future__ import annotations

from pafyll.apps.applications.models import PlaceOffer
from pafyll.apps.applications.services.telling import tell


def tell_offered(offer: PlaceOffer) -> None:
    """What she is offered, until when she can answer, and where."""
    _tell("place_offered", offer)


def tell_accepted(offer: PlaceOffer) -> None:
    """That the place is hers, and what happens next."""
    _tell("place_accepted", offer)


def tell_ended(offer: PlaceOffer, why: str = "") -> None:
    """That the offer is not open any more: not answered in time, or taken back with a reason."""
    _tell(f"offer_{offer.status}", offer, why)


def _tell(letter: str, offer: PlaceOffer, why: str = "") -> None:
    application = offer.application
    tell(application.person, letter, offer=offer, application=application, round=offer.place.round, why=why)
