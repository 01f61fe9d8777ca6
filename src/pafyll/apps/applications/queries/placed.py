"""A place given through the queue, in the shape of a run's result: what letters and money lines are made of."""

from __future__ import annotations

from pafyll.apps.applications.models import AllocationResult, PlaceOffer

WITH_EVERYTHING = (
    "place__round",
    "place__offer__programme__provider",
    "application__round",
    "application__person__user",
    "application__owner",
    "application__offer_1__programme__provider",
    "application__offer_2__programme__provider",
)


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
    )
