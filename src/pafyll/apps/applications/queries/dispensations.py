"""Dispensations: the later deadline that somebody has, and the list of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from pafyll.apps.applications.models import Dispensation, Round
from pafyll.apps.applications.models.dispensation import OWNER, TEACHER
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.dispensation import DispensationStatus


def teachers_deadline(round: Round, person_id: int | None) -> datetime:
    """When the round closes for the person: the round's own deadline, or a later one by dispensation."""
    later = [until for deadline, person, _, until in _granted(round) if deadline == TEACHER and person == person_id]
    return max([round.teacher_closes_at, *later])


def owners_deadline(round: Round, owner_id: int | None) -> datetime:
    """When the round closes for the owner."""
    later = [until for deadline, _, owner, until in _granted(round) if deadline == OWNER and owner == owner_id]
    return max([round.owner_closes_at, *later])


def last_owners_deadline(round: Round) -> datetime:
    """When the round closes for the last owner: before that nothing is allocated."""
    return max([round.owner_closes_at, *(until for deadline, _, _, until in _granted(round) if deadline == OWNER)])


def dispensations_on_desk(*, viewer: Viewer) -> QuerySet[Dispensation]:
    """All of them, newest first, for the directorate; none for others. One query."""
    rows = Dispensation.objects.select_related("round", "person", "owner", "outage", "prepared_by", "decided_by")
    return rows if viewer.works_for_directorate else rows.none()


def _granted(round: Round) -> list[tuple[str, int | None, int | None, datetime]]:
    """(deadline, person, owner, closes_before) of those granted; kept on the round, which the rows of a list share."""
    kept: list[tuple[str, int | None, int | None, datetime]] | None = getattr(round, "_granted_dispensations", None)
    if kept is None:
        rows = Dispensation.objects.filter(round=round, status=DispensationStatus.DECIDED)
        kept = list(rows.values_list("deadline", "person_id", "owner_id", "closes_before"))
        round._granted_dispensations = kept  # type: ignore[attr-defined]
    return kept
