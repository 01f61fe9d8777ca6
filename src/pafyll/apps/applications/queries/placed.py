"""A place given through the queue, in the shape of a run's result: what letters and money lines are made of."""

from __future__ import annotations

from collections.abc import Iterable

from pafyll.apps.applications.models import AllocationResult, Application, PlaceOffer
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus

WITH_EVERYTHING = (
    "place__round",
    "place__offer__programme__provider",
    "application__round",
    "application__person__user",
    "application__owner",
    "application__offer_1__programme__provider",
    "application__offer_2__programme__provider",
)


def accepted_by(applications: Iterable[Application]) -> dict[int, AllocationResult]:
    """Application key → what she accepted when a place fell free. One query."""
    keys = [one.pk for one in applications]
    rows = PlaceOffer.objects.filter(application__in=keys, status=PlaceOfferStatus.ACCEPTED)
    return {row.application_id: as_result(row) for row in rows.select_related(*WITH_EVERYTHING)}


def as_result(offer: PlaceOffer) -> AllocationResult:
    """The accepted offer as an unsaved result. The run's own result keeps saying what the run gave."""
    return AllocationResult(
        application=offer.application,
        is_granted=True,
        offer=offer.place.offer,
        scheme=offer.scheme,
        choice=offer.choice,
        state_amount=offer.state_amount,
        owner_amount=offer.owner_amount,
        chain={"result": "granted", "steps": offer.why},
    )
