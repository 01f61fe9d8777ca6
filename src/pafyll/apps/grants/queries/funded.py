"""Which semesters are already paid for, so that nobody is funded twice."""

from __future__ import annotations

from collections.abc import Collection

from pafyll.apps.applications.models import ParticipationTerm
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.funded_once import Funded

STANDING = (TermStatus.AWAITING, TermStatus.CONFIRMED)
MANY = 900  # keys in one query that every database takes


def standing_for(people: Collection[int], *, but: int = 0) -> list[Funded]:
    """The people's semesters that wait or are confirmed, those of participation `but` left out. A query per 900."""
    keys = sorted(set(people))
    found: list[Funded] = []
    for start in range(0, len(keys), MANY):
        rows = ParticipationTerm.objects.filter(
            participation__person__in=keys[start : start + MANY], status__in=STANDING
        )
        rows = rows.exclude(participation=but).select_related(
            "participation__offer__programme", "participation__application"
        )
        found += [
            Funded(row.participation.person_id, row.when, row.participation_id, row.participation.study_name)
            for row in rows
        ]
    return found
