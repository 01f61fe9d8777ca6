"""What employees' representatives may read: announced rounds and totals in which nobody can be recognised."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.rules.subjects import subject_name

S = ApplicationStatus
FEWEST_SHOWN = 5
SENT = tuple(status for status in S if status not in (S.DRAFT, S.WITHDRAWN))


@dataclass(frozen=True)
class SubjectTotal:
    """A subject with numbers; None where fewer than five would be shown."""

    subject: str
    applicants: int | None
    granted: int | None


@reading_everything("the whole country is counted, and none but the sums are told")
def totals_by_subject(*, viewer: Viewer, round: Round) -> list[SubjectTotal]:
    """Applicants and granted by subject in the whole country, small numbers left out. One query."""
    rows = (
        Application.objects.filter(round=round, status__in=SENT, submitted_at__isnull=False)
        .order_by()
        .values_list("offer_1__programme__subject", "other_study_subject")
        .annotate(sent=Count("pk"), given=Count("pk", filter=Q(status=S.GRANTED)))
    )
    totals: dict[str, tuple[int, int]] = {}
    for subject, other, applicants, granted in rows:
        code = subject or other or "other"
        before = totals.get(code, (0, 0))
        totals[code] = before[0] + applicants, before[1] + granted
    named = sorted((subject_name(code), *counts) for code, counts in totals.items())
    return [SubjectTotal(name, _shown(applicants), _shown(granted)) for name, applicants, granted in named]


def _shown(count: int) -> int | None:
    return count if count == 0 or count >= FEWEST_SHOWN else None


@reading_everything("the whole country is counted, and none but the sums are told")
def total_of_round(*, viewer: Viewer, round: Round) -> tuple[int, int]:
    """(applications sent, granted) in the whole country. One query."""
    sums = Application.objects.filter(round=round, status__in=SENT, submitted_at__isnull=False).aggregate(
        applicants=Count("pk"), granted=Count("pk", filter=Q(status=S.GRANTED))
    )
    return sums["applicants"], sums["granted"]
