"""Sent applications with the codes that figures are broken down by, as the database can group them.

The same answers as facts.py gives a release (a test holds them together), for those who count on their own desk.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.authority import counties_of
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.statistics.indicators import UNKNOWN

BEGUN = [P.STARTED, P.COMPLETED, P.DROPPED_OUT]
_GRANTED = Q(status=A.GRANTED) | Q(participation__isnull=False)
STAGES: dict[str, Q] = {
    "applied": Q(),
    "approved": Q(approval__approved=True) | _GRANTED,
    "granted": _GRANTED,
    "started": Q(participation__status__in=BEGUN),
    "completed": Q(participation__status=P.COMPLETED),
}


def _text(*fields: str) -> Coalesce:
    """The first of the fields that is filled in, as a code."""
    texts = [NullIf(Cast(F(one), CharField()), Value("")) for one in fields]
    return Coalesce(*texts, Value(UNKNOWN), output_field=CharField())


# Subject, provider and scheme are those of the place that was given; of the first choice where none was.
CODES: dict[str, Any] = {
    "year": _text("round__study_year"),
    "subject": _text("participation__offer__programme__subject", "offer_1__programme__subject", "other_study_subject"),
    "county": _text("owner__county_code"),
    "owner": _text("owner_id"),
    "provider": _text("participation__offer__programme__provider_id", "offer_1__programme__provider_id"),
    "scheme": _text("participation__scheme", "scheme_1"),
    "sex": _text("person__gender"),
    "status": _text("status"),
}


def coded_applications(*, viewer: Viewer) -> QuerySet[Application]:
    """What was sent, in the viewer's part of the country, with by_<dimension> for each dimension."""
    counties = counties_of(viewer)
    sent = Application.objects.filter(submitted_at__isnull=False).exclude(
        status__in=[A.DRAFT, A.WITHDRAWN], participation__isnull=True
    )
    mine = sent if counties is None else sent.filter(owner__county_code__in=counties)
    return mine.annotate(**{f"by_{name}": code for name, code in CODES.items()})


def stage_counts() -> dict[str, Count]:
    """How many came to each stage, for a grouped query."""
    return {name: Count("pk", filter=came) if came else Count("pk") for name, came in STAGES.items()}
