"""What a provider does with its study offers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, require
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.permissions import may_change_offer
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.offer import OFFER, OfferStatus
from pafyll.integrations.clock import OSLO


@transaction.atomic
def publish_offer(*, offer: StudyOffer, by: User, at: datetime) -> StudyOffer:
    """Puts the offer in the catalogue, from a draft or after a cancellation that was taken back."""
    return _move(offer, OfferStatus.PUBLISHED, by, at)


@transaction.atomic
def unpublish_offer(*, offer: StudyOffer, by: User, at: datetime) -> StudyOffer:
    """Takes the offer out of the catalogue again, to be corrected."""
    return _move(offer, OfferStatus.DRAFT, by, at)


@transaction.atomic
def cancel_offer(*, offer: StudyOffer, reason: str, by: User, at: datetime) -> StudyOffer:
    """Calls the study off. Those who applied for it need the reason, so there must be one."""
    require(_is_given(reason))
    return _move(offer, OfferStatus.CANCELLED, by, at, why=reason.strip())


def _move(offer: StudyOffer, to: OfferStatus, by: User, at: datetime, why: str = "") -> StudyOffer:
    require(may_change_offer(viewer_of(by, day=at.astimezone(OSLO).date()), offer))
    advance(offer, lifecycle=OFFER, to=to, by=by, at=at, why=why)
    return offer


def _is_given(reason: str) -> Answer:
    if reason.strip():
        return yes()
    return no(
        "reason_missing",
        "Skriv hvorfor studiet avlyses.",
        remedy="De som har søkt, får lese begrunnelsen.",
        field="reason",
    )
