"""Dispensations: the later deadline that somebody has, and the list of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Q, QuerySet, Value

from pafyll.apps.applications.models import Dispensation, Round
from pafyll.apps.applications.models.dispensation import OWNER, TEACHER
from pafyll.apps.casework.models import DoorTicket
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.dispensation import DispensationStatus
from pafyll.integrations.clock import last_day_before
from pafyll.integrations.prepared import Prepared, Slot

ACTS_FOR_OWNERS = (RoleGrant.Role.OWNER_OFFICER, RoleGrant.Role.OWNER_DECIDER)


def teachers_deadline(round: Round, person_id: int | None) -> datetime:
    """When the round closes for the person: the round's own deadline, or a later one by dispensation."""
    later = [until for deadline, person, _, until in _granted(round) if deadline == TEACHER and person == person_id]
    return max([round.teacher_closes_at, *later])


def owners_deadline(round: Round, owner_id: int | None) -> datetime:
    """When the round closes for the owner: later too while one of its people, who stood in line, may still send."""
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
    """(deadline, person, owner, closes_before) of those granted, and of those who stood in line when it passed.

    Kept on the round, which the rows of a list share. One query.
    """
    kept: list[tuple[str, int | None, int | None, datetime]] | None = getattr(round, "_granted_dispensations", None)
    if kept is None:
        teachers, owners = round.teacher_closes_at, round.owner_closes_at
        kept = GRANTED.ask(round=round.pk, teachers=teachers, owners=owners, last_day=last_day_before(owners))
        round._granted_dispensations = kept  # type: ignore[attr-defined]
    return kept


def _decided_and_waited() -> QuerySet[Any, tuple[str, int | None, int | None, datetime]]:
    teachers, owners = Slot("teachers", DateTimeField()), Slot("owners", DateTimeField())
    rows = Dispensation.objects.filter(round=Slot("round", BigIntegerField()), status=DispensationStatus.DECIDED)
    decided = rows.values_list("deadline", "person_id", "owner_id", "closes_before").order_by()
    return decided.union(_waited(teachers), _owners_people_waited(owners, Slot("last_day", DateField())), all=True)


GRANTED = Prepared(_decided_and_waited)


def waited_for(round: Round, person_id: int) -> DoorTicket | None:
    """The ticket by which a teacher may send after the deadline, as in domain.rules.door.counts_for. One query."""
    return _tickets(round.teacher_closes_at).filter(person=person_id).order_by("-sends_before").first()


def owner_waited_for(round: Round, owner_id: int) -> DoorTicket | None:
    """The ticket by which an owner may send after the owners' deadline: that of any of its people. One query."""
    closes = round.owner_closes_at
    return (
        _owners_tickets(closes, last_day_before(closes))
        .filter(person__role_grants__organisation=owner_id)
        .order_by("-sends_before")
        .first()
    )


def _tickets(closes: datetime | Slot) -> QuerySet[DoorTicket]:
    return DoorTicket.objects.filter(person__isnull=False, taken_at__lt=closes, sends_before__gt=closes)


def _owners_tickets(closes: datetime | Slot, last_day: date | Slot) -> QuerySet[DoorTicket]:
    """Joined with the roles that let their people act for an owner on the last day of the deadline."""
    ends = "person__role_grants__ends_before"
    return _tickets(closes).filter(
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": last_day}),
        person__role_grants__role__in=ACTS_FOR_OWNERS,
        person__role_grants__starts_on__lte=last_day,
    )


def _waited(closes: Slot) -> QuerySet[DoorTicket, tuple[str, int | None, int | None, datetime]]:
    """The tickets of teachers in the form of dispensations."""
    nobody = Value(None, output_field=BigIntegerField())
    rows = _tickets(closes).order_by()
    return rows.annotate(
        deadline=Value(TEACHER, output_field=CharField()), owner=nobody, closes_before=F("sends_before")
    ).values_list("deadline", "person_id", "owner", "closes_before")


def _owners_people_waited(
    closes: Slot, last_day: Slot
) -> QuerySet[DoorTicket, tuple[str, int | None, int | None, datetime]]:
    """Those of owners' people."""
    nobody = Value(None, output_field=BigIntegerField())
    return (
        _owners_tickets(closes, last_day)
        .order_by()
        .annotate(
            deadline=Value(OWNER, output_field=CharField()),
            nobody=nobody,
            owner=F("person__role_grants__organisation"),
            closes_before=F("sends_before"),
        )
        .values_list("deadline", "nobody", "owner", "closes_before")
    )
