"""One row for each application, with all that figures are broken down by. For counting only, never for a page."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, NullIf

from pafyll.apps.applications.models import Application, OwnerApproval, Participation
from pafyll.domain.lifecycles.application import ApplicationStatus as A
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.statistics.indicators import DIMENSIONS, ORDER, UNKNOWN, age_group

BEGUN = [P.STARTED, P.COMPLETED, P.DROPPED_OUT]
PLACED = [A.GRANTED]


def facts() -> pl.DataFrame:
    """Columns: the dimensions as codes, and one column of 0 and 1 for each figure. One query.

    Subject, provider and scheme are those of the place that was given; of the first choice where none was.
    """
    held = Participation.objects.filter(application=OuterRef("pk"))
    rows = (
        Application.objects.filter(submitted_at__isnull=False)
        .exclude(status__in=[A.DRAFT, A.WITHDRAWN], participation__isnull=True)
        .annotate(
            is_approved=Exists(OwnerApproval.objects.filter(application=OuterRef("pk"), approved=True)),
            is_granted=Case(When(Q(status__in=PLACED) | Exists(held), then=Value(True)), default=Value(False)),
            is_started=Exists(held.filter(status__in=BEGUN)),
            is_completed=Exists(held.filter(status=P.COMPLETED)),
            subject=Coalesce(
                NullIf(F("participation__offer__programme__subject"), Value("")),
                NullIf(F("offer_1__programme__subject"), Value("")),
                NullIf(F("other_study_subject"), Value("")),
                Value(UNKNOWN),
                output_field=CharField(),
            ),
            provider=Coalesce("participation__offer__programme__provider", "offer_1__programme__provider"),
            scheme=Coalesce(NullIf(F("participation__scheme"), Value("")), F("scheme_1")),
        )
        .values_list(
            "round__study_year",
            "subject",
            "owner__county_code",
            "owner_id",
            "provider",
            "scheme",
            "person__gender",
            "person__birth_year",
            "is_approved",
            "is_granted",
            "is_started",
            "is_completed",
        )
        .order_by("pk")
        .iterator(chunk_size=5000)
    )
    return pl.DataFrame([_row(*row) for row in rows], schema=SCHEMA, orient="row")


SCHEMA = {**dict.fromkeys(DIMENSIONS, pl.String), **dict.fromkeys(ORDER, pl.Int64)}


def _row(
    year: int, subject: str, county: str, owner: int, provider: int, scheme: str, sex: str, born: int | None,
    approved: bool, granted: bool, started: bool, completed: bool,
) -> tuple[object, ...]:  # fmt: skip
    """Each stage counts only those of the stage before, so that the funnel never widens."""
    age = age_group(None if born is None else date(year, 8, 1).year - born)
    stages = [1]
    for came_so_far in (approved or granted, granted, started, completed):
        stages.append(int(came_so_far) if stages[-1] else 0)
    codes = (county, owner, provider, scheme, sex)
    return (str(year), subject, *(str(code or UNKNOWN) for code in codes), age, *stages)
