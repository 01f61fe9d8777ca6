"""Freed places in every status, offers of them with every answer, and the terms that they are offered on."""

from __future__ import annotations

from datetime import date

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from pafyll.apps.applications.models import CostEstimate, FreedPlace, PlaceOffer, QueueExit, WaitingList
from pafyll.domain.lifecycles.freed_place import FreedStatus as F
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus as P
from pafyll.integrations.clock import midnight_after
from tests.factories.applications import ApplicationFactory
from tests.factories.base import NOW, Factory
from tests.factories.participation import ParticipationFactory
from tests.factories.people import UserFactory
from tests.factories.rounds import RoundFactory


class WaitingListFactory(Factory):
    """A week to answer, until the round's admission day."""

    class Meta:
        model = WaitingList
        django_get_or_create = ("round",)

    round = SubFactory(RoundFactory, allocated=True)
    answer_days = 7
    closes_at = LazyAttribute(lambda listed: midnight_after(date(listed.round.study_year, 5, 31)))
    set_by = SubFactory(UserFactory, username="ada")
    set_at = NOW


class FreedPlaceFactory(Factory):
    """The place of one who withdrew, free."""

    class Meta:
        model = FreedPlace

    left_by = SubFactory(ParticipationFactory, withdrawn=True)
    round = SelfAttribute("left_by.round")
    offer = SelfAttribute("left_by.offer")
    freed_at = NOW
    status = F.FREE

    class Params:
        free = Trait(status=F.FREE)
        offered = Trait(status=F.OFFERED)
        filled = Trait(status=F.FILLED)
        closed = Trait(status=F.CLOSED)


class PlaceOfferFactory(Factory):
    """An open offer to number one in the queue."""

    class Meta:
        model = PlaceOffer

    place = SubFactory(FreedPlaceFactory, offered=True)
    application = LazyAttribute(
        lambda offer: ApplicationFactory(refused=True, round=offer.place.round, offer_1=offer.place.offer)
    )
    position = 1
    scheme = "substitute"
    choice = 1
    tier = -1
    state_autumn = 100_000
    state_spring = 100_000
    owner_autumn = 25_000
    owner_spring = 25_000
    why = LazyAttribute(
        lambda offer: [
            {
                "code": "waiting_position",
                "text": "Du sto som nummer 1 i køen til dette studiet.",
                "facts": {"position": offer.position},
            }
        ]
    )
    status = P.OPEN
    offered_at = NOW
    answer_by = midnight_after(date(2026, 3, 17))

    class Params:
        open = Trait(status=P.OPEN)
        accepted = Trait(status=P.ACCEPTED, answered_at=NOW)
        declined = Trait(status=P.DECLINED, answered_at=NOW)
        expired = Trait(status=P.EXPIRED, answered_at=NOW)
        withdrawn = Trait(status=P.WITHDRAWN, answered_at=NOW)


class QueueExitFactory(Factory):
    class Meta:
        model = QueueExit

    application = SubFactory(ApplicationFactory, refused=True)
    left_at = NOW
    left_by = SubFactory(UserFactory, username="kari")


class CostEstimateFactory(Factory):
    """The owner's figures for one application."""

    class Meta:
        model = CostEstimate

    application = SubFactory(ApplicationFactory, approved=True)
    round = SelfAttribute("application.round")
    owner = SelfAttribute("application.owner")
    travel = 4000
    stay = 6000
    materials = 2500
    by = SubFactory(UserFactory, username="siri")
    at = NOW
