"""A provider publishes, corrects and cancels its own offers, and nobody else's."""

from __future__ import annotations

from datetime import datetime

import pytest

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import Refusal
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import offers_of_provider
from pafyll.apps.catalogue.services import cancel_offer, publish_offer, unpublish_offer
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from tests.factories.base import NOW, TODAY
from tests.factories.catalogue import StudyOfferFactory
from tests.factories.people import RoleGrantFactory

pytestmark = pytest.mark.django_db
AT: datetime = NOW


@pytest.fixture
def draft() -> StudyOffer:
    return StudyOfferFactory(draft=True)


def nina_of(offer: StudyOffer) -> RoleGrant:
    return RoleGrantFactory(role=RoleGrant.Role.PROVIDER_OFFICER, organisation=offer.programme.provider)


def test_nina_publishes_her_own_offer_and_it_is_recorded(draft: StudyOffer) -> None:
    nina = nina_of(draft).person.user

    publish_offer(offer=draft, by=nina, at=AT)

    draft.refresh_from_db()
    assert draft.status == "published"
    event = Event.objects.get(about=f"offer:{draft.pk}")
    assert (event.before, event.after, event.by) == ("draft", "published", nina)


def test_nina_cannot_publish_another_providers_offer(draft: StudyOffer) -> None:
    nina = nina_of(StudyOfferFactory()).person.user

    with pytest.raises(Refusal) as refusal:
        publish_offer(offer=draft, by=nina, at=AT)

    assert refusal.value.answer.code == "not_your_study"
    assert StudyOffer.objects.get(pk=draft.pk).status == "draft"


def test_a_published_offer_can_be_taken_back_to_be_corrected() -> None:
    offer = StudyOfferFactory()

    unpublish_offer(offer=offer, by=nina_of(offer).person.user, at=AT)

    assert StudyOffer.objects.get(pk=offer.pk).status == "draft"


def test_an_offer_is_cancelled_with_a_reason_or_not_at_all() -> None:
    offer = StudyOfferFactory()
    nina = nina_of(offer).person.user

    with pytest.raises(Refusal) as refusal:
        cancel_offer(offer=offer, reason="  ", by=nina, at=AT)
    cancel_offer(offer=offer, reason="For få søkere", by=nina, at=AT)

    assert refusal.value.answer.field == "reason"
    assert Event.objects.get(about=f"offer:{offer.pk}").why == "For få søkere"


def test_a_draft_cannot_be_cancelled(draft: StudyOffer) -> None:
    with pytest.raises(Refusal) as refusal:
        cancel_offer(offer=draft, reason="Ombestemt", by=nina_of(draft).person.user, at=AT)

    assert refusal.value.answer.code == "not_from_this_status"


def test_nina_lists_her_own_drafts_and_nobody_elses(draft: StudyOffer) -> None:
    StudyOfferFactory(draft=True)
    nina = viewer_of(nina_of(draft).person.user, day=TODAY)

    assert list(offers_of_provider(viewer=nina)) == [draft]
