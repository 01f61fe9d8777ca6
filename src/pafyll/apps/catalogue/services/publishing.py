"""What a provider does with its study offers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, require
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.permissions import may_change_offer
from pafyll.apps.catalogue.services.editing import values_of
from pafyll.apps.catalogue.wished import wishes_for
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.offer import OFFER, OfferStatus
from pafyll.domain.rules.offers import may_be_published
from pafyll.integrations.clock import OSLO


@transaction.atomic
def publish_offer(*, offer: StudyOffer, by: User, at: datetime) -> StudyOffer:
    """Puts the offer in the catalogue, from a draft or after a cancellation that was taken back."""
    require(may_change_offer(_viewer(by, at), offer))
    require(may_be_published(values_of(offer), offer.unchecked))
    return _move(offer, OfferStatus.PUBLISHED, by, at)


@transaction.atomic
def unpublish_offer(*, offer: StudyOffer, by: User, at: datetime) -> StudyOffer:
    """Takes the offer out of the catalogue again, to be corrected. Not when somebody has applied for it."""
    require(may_change_offer(_viewer(by, at), offer))
    require(_is_unwished(offer))
    return _move(offer, OfferStatus.DRAFT, by, at)


@transaction.atomic
def cancel_offer(*, offer: StudyOffer, reason: str, by: User, at: datetime) -> StudyOffer:
    """Calls the study off. Those who applied for it need the reason, so there must be one."""
    require(_is_given(reason))
    return _move(offer, OfferStatus.CANCELLED, by, at, why=reason.strip())


def _move(offer: StudyOffer, to: OfferStatus, by: User, at: datetime, why: str = "") -> StudyOffer:
    require(may_change_offer(_viewer(by, at), offer))
    advance(offer, lifecycle=OFFER, to=to, by=by, at=at, why=why)
    return offer


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=at.astimezone(OSLO).date())


def _is_unwished(offer: StudyOffer) -> Answer:
    count = wishes_for(offer)
    if not count:
        return yes()
    return no(
        "offer_has_applicants",
        "{count} har søkt på tilbudet, så det kan ikke tas ut av katalogen.",
        remedy="Rett teksten der den står, eller avlys studiet.",
        count=count,
    )


def _is_given(reason: str) -> Answer:
    if reason.strip():
        return yes()
    return no(
        "reason_missing",
        "Skriv hvorfor studiet avlyses.",
        remedy="De som har søkt, får lese begrunnelsen.",
        field="reason",
    )
