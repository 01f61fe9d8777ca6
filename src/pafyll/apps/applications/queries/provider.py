"""A provider's own offers, and who has been granted a place there once it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from pafyll.apps.applications.models import AllocationResult, Application
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus

S = ApplicationStatus
WISHED = (S.SUBMITTED, S.STATED, S.APPROVED, S.RANKED, S.GRANTED, S.REFUSED, S.REJECTED, S.LAPSED)
SENT_WISH = Q(first_choices__status__in=WISHED, first_choices__submitted_at__isnull=False)


def providers_of(viewer: Viewer) -> frozenset[int]:
    """The providers that the viewer works for."""
    return viewer.organisations_in(RoleGrant.Role.PROVIDER_OFFICER)


def own_offers(*, viewer: Viewer) -> QuerySet[StudyOffer]:
    """The provider's offers, newest year first, with .wishes: how many have it as first choice. One query."""
    return (
        StudyOffer.objects.filter(programme__provider__in=providers_of(viewer))
        .select_related("programme__provider")
        .annotate(wishes=Count("first_choices", filter=SENT_WISH, distinct=True))
        .order_by("-study_year", "programme__name", "code")
    )


@dataclass(frozen=True)
class OfferRow:
    """An offer with how many have it as first choice, and how many are granted (None before the decision)."""

    offer: StudyOffer
    wishes: int
    granted: int | None


def offer_rows(*, viewer: Viewer) -> list[OfferRow]:
    """The provider's offers with their numbers. Three queries."""
    offers = list(own_offers(viewer=viewer))
    decided = AllocationResult.objects.filter(run__status=RunStatus.DECIDED, is_granted=True, offer__in=offers)
    granted = dict(decided.order_by().values_list("offer_id").annotate(Count("pk")))
    years = _decided_years()
    return [
        OfferRow(offer, offer.wishes, granted.get(offer.pk, 0) if offer.study_year in years else None)  # type: ignore[attr-defined]
        for offer in offers
    ]


@reading_everything("the years with a decision are the same for everybody, also who got no applicant")
def _decided_years() -> set[int]:
    rows = AllocationResult.objects.filter(run__status=RunStatus.DECIDED).order_by()
    return set(rows.values_list("run__round__study_year", flat=True).distinct())


def granted_at_offer(*, viewer: Viewer, offer: StudyOffer) -> QuerySet[AllocationResult]:
    """Those who were granted a place, by name. Nobody before the decision; nobody else's offers."""
    mine = AllocationResult.objects.filter(
        run__status=RunStatus.DECIDED, is_granted=True, offer=offer, offer__programme__provider__in=providers_of(viewer)
    )
    return (
        mine.select_related("application__person", "application__school", "application__owner")
        .defer("chain")
        .order_by("application__person__last_name", "application__person__first_name", "pk")
    )


def wishes_at(offer: StudyOffer) -> int:
    """How many applications that were sent and not withdrawn have the offer as first or second choice. One query."""
    wished = Q(offer_1=offer) | Q(offer_2=offer)
    return Application.objects.filter(wished, status__in=WISHED, submitted_at__isnull=False).count()
