"""Dispensations: the later deadline that somebody has, and the list of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value

from pafyll.apps.applications.models import Dispensation, Round
from pafyll.apps.applications.models.dispensation import OWNER, TEACHER
from pafyll.apps.casework.models import DoorTicket
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
    """(deadline, person, owner, closes_before) of those granted, and of teachers who stood in line when it passed.

    Kept on the round, which the rows of a list share. One query.
    """
    kept: list[tuple[str, int | None, int | None, datetime]] | None = getattr(round, "_granted_dispensations", None)
    if kept is None:
        rows = Dispensation.objects.filter(round=round, status=DispensationStatus.DECIDED)
        decided = rows.values_list("deadline", "person_id", "owner_id", "closes_before")
        kept = list(decided.order_by().union(_waited(round), all=True))
        round._granted_dispensations = kept  # type: ignore[attr-defined]
    return kept


def waited_for(round: Round, person_id: int) -> DoorTicket | None:
    """The ticket by which a teacher may send after the deadline, as in domain.rules.door.counts_for. One query."""
    return _tickets(round).filter(person=person_id).order_by("-sends_before").first()


def _tickets(round: Round) -> QuerySet[DoorTicket]:
    closes = round.teacher_closes_at
    return DoorTicket.objects.filter(person__isnull=False, taken_at__lt=closes, sends_before__gt=closes)


def _waited(round: Round) -> QuerySet[DoorTicket, tuple[str, int | None, int | None, datetime]]:
    """The tickets in the form of dispensations."""
    nobody = Value(None, output_field=BigIntegerField())
    rows = _tickets(round).order_by()
    return rows.annotate(
        deadline=Value(TEACHER, output_field=CharField()), owner=nobody, closes_before=F("sends_before")
    ).values_list("deadline", "person_id", "owner", "closes_before")
