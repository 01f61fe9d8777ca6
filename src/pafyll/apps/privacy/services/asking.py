"""A request for deletion, answered at once: what the person herself decides over goes, the rest is told with why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.applications.models import Application
from pafyll.apps.casework.services.recording import record
from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import DeletionRequest
from pafyll.apps.privacy.queries.own_rows import Me, OwnRows
from pafyll.apps.privacy.register import all_tables
from pafyll.apps.privacy.services.removing import remove
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.privacy import Mark, Retention, Table
from pafyll.domain.privacy_marks import UNSENT

DRAFTS = "applications.Application"


@dataclass(frozen=True)
class Counted:
    """So many rows of a table, and the rule they stand under."""

    table: Table
    rule: Retention
    count: int


@dataclass(frozen=True)
class DeletionPlan:
    """What goes and what stays if the person asks now."""

    goes: tuple[Counted, ...]
    stays: tuple[Counted, ...]


def deletion_plan(person: Person) -> DeletionPlan:
    """Counts everything about the person. About as many queries as there are tables: for a page asked for seldom."""
    rows = OwnRows(Me(person, person.user))
    found = [Counted(table, mark.retention, count) for table, mark, count in _counted(rows, person)]
    goes = tuple(one for one in found if one.rule.on_request)
    return DeletionPlan(goes, tuple(one for one in found if not one.rule.on_request))


@transaction.atomic
def ask_for_deletion(*, person: Person, at: datetime) -> DeletionRequest:
    """Removes what goes, and keeps the answer. Asked again, there is nothing more to remove."""
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    plan, rows = deletion_plan(locked), OwnRows(Me(locked, locked.user))
    held = set(remove([_asked(rows, locked, one.table.model) for one in plan.goes]))
    goes = [one for one in plan.goes if one.table.model not in held]
    stays = [one for one in (*plan.goes, *plan.stays) if one not in goes]
    told = {"removed": [_told(one) for one in goes], "kept": [_told(one) for one in stays]}
    request = DeletionRequest.objects.create(person=locked, asked_at=at, **told)
    record(about=f"person:{locked.pk}", verb="asked_for_deletion", by=locked.user, at=at, answer=request.pk)
    return request


def _counted(rows: OwnRows, person: Person) -> list[tuple[Table, Mark, int]]:
    counted = []
    for table in all_tables().values():
        if not table.mine:
            continue
        mark, count = next(iter(table.marks)), rows.of(table).count()
        drafts = _drafts(person).count() if table.model == DRAFTS else 0
        if drafts:
            counted.append((table, Mark(mark.purpose, UNSENT), drafts))
        if count > drafts:
            counted.append((table, mark, count - drafts))
    return counted


def _asked(rows: OwnRows, person: Person, model: str) -> Any:
    return _drafts(person) if model == DRAFTS else rows.of(all_tables()[model])


def _drafts(person: Person) -> Any:
    """Applications that were never sent."""
    return Application.objects.filter(person=person, status=ApplicationStatus.DRAFT, versions__isnull=True)


def _told(one: Counted) -> dict[str, Any]:
    return {"label": one.table.label, "count": one.count, "rule": one.rule.code}
