"""Admission as the provider, the owner and the teacher read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.queries.provider import providers_of
from pafyll.apps.casework.models import Decision
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.admission import AdmissionStatus

WITH_EVERYTHING = (
    "participation__person__user",
    "participation__owner",
    "participation__school",
    "participation__round",
    "participation__application__approval",
    "offer__programme__provider",
)


def visible_admissions(viewer: Viewer) -> QuerySet[Admission]:
    """Those at the offers of providers that the viewer works for. Nobody else's applicants. One query, two more."""
    rows = Admission.objects.filter(offer__programme__provider__in=providers_of(viewer))
    return _whole(rows)


def admissions_of_owner(*, viewer: Viewer, owner: Organisation) -> QuerySet[Admission]:
    """How admission goes for the owner's teachers, the newest study year first, by name."""
    rows = Admission.objects.filter(participation__owner=owner, participation__owner__in=viewer.ranks_for)
    return _whole(rows).order_by(
        "-offer__study_year", "participation__person__last_name", "participation__person__first_name", "pk"
    )


def my_admissions(*, viewer: Viewer) -> QuerySet[Admission]:
    """The viewer's own, the newest first."""
    rows = Admission.objects.filter(participation__person=viewer.person) if viewer.person else Admission.objects.none()
    return _whole(rows).order_by("-received_at", "-pk")


def admissions_to_answer(*, viewer: Viewer) -> list[Admission]:
    """Offers of admission that the viewer must answer, the first deadline first. One query."""
    if viewer.person is None:
        return []
    rows = Admission.objects.filter(participation__person=viewer.person, status=AdmissionStatus.OFFERED)
    return list(rows.select_related("offer__programme__provider").order_by("answer_by", "pk"))


def _whole(rows: QuerySet[Admission]) -> QuerySet[Admission]:
    return rows.select_related(*WITH_EVERYTHING).prefetch_related("conditions")


@dataclass(frozen=True)
class AdmissionSearch:
    """What a provider looks for. "" and None ask nothing."""

    words: str = ""
    status: str = ""
    offer: int | None = None
    study_year: int | None = None


def admissions_found(*, viewer: Viewer, search: AdmissionSearch) -> QuerySet[Admission]:
    """The provider's applicants that fit everything that is asked, by name."""
    rows = visible_admissions(viewer)
    if search.status:
        rows = rows.filter(status=search.status)
    if search.offer:
        rows = rows.filter(offer=search.offer)
    if search.study_year:
        rows = rows.filter(offer__study_year=search.study_year)
    for word in search.words.split()[:5]:
        rows = rows.filter(
            Q(participation__person__first_name__icontains=word)
            | Q(participation__person__last_name__icontains=word)
            | Q(participation__application__number__icontains=word)
            | Q(participation__owner__name__icontains=word)
        )
    return rows


def offers_with_applicants(*, viewer: Viewer) -> list[StudyOffer]:
    """The provider's offers that have applicants, the newest year first. One query."""
    rows = StudyOffer.objects.filter(
        programme__provider__in=providers_of(viewer), pk__in=Admission.objects.values("offer")
    )
    return list(rows.select_related("programme__provider").order_by("-study_year", "programme__name"))


def counts_by_status(rows: QuerySet[Admission]) -> list[tuple[AdmissionStatus, int]]:
    """How many have each status, in the order of the lifecycle, those with none left out. One query."""
    found = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return [(status, found[status.value]) for status in AdmissionStatus if status.value in found]


@dataclass(frozen=True)
class Decided:
    """What was decided before the applicant came to the provider."""

    case_number: str
    decided_on: object
    way: str  # "run", "queue" or "appeal"


def decided_for(admissions: Iterable[Admission]) -> Mapping[int, Decided]:
    """Admission → the decision that gave the place. One query."""
    keys = {one.participation.application.about: one.pk for one in admissions}
    rows = Decision.objects.filter(kind="place", outcome="granted", about__in=keys).order_by("decided_at", "pk")
    return {keys[one.about]: Decided(one.case_number, one.decided_at, _way(one)) for one in rows}


def _way(decision: Decision) -> str:
    if "appeal" in decision.grounds:
        return "appeal"
    return "queue" if "place_offer" in decision.grounds else "run"
