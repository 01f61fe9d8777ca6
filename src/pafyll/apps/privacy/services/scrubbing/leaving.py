"""People who have left: no work, no role, no study and no case for so long that what is kept of them must go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Participation
from pafyll.apps.assignments.models import UnitMembership
from pafyll.apps.casework.services.recording import record
from pafyll.apps.forums.models import ForumMembership
from pafyll.apps.organisations.models import Employment, Person, RoleGrant
from pafyll.apps.privacy.queries.own_rows import Me, OwnRows
from pafyll.apps.privacy.register import all_tables
from pafyll.apps.privacy.services.removing import remove
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.privacy import Table, Then
from pafyll.domain.privacy_marks import LEFT, VOLUNTARY

SCRUBBED = "scrubbed"
UNDER_WAY = (P.AWARDED, P.STARTED, P.DEFERRED)
CONNECTIONS = (Employment, RoleGrant, UnitMembership, ForumMembership)
NOT_A_CASE = {"organisations.Employment", "organisations.RoleGrant"}  # they say nothing without the name
ITS_OWN = {"privacy.DeletionRequest", "casework.Event"}  # what is told of the deletion itself
NO_NAME = "Slettet"


def who_have_left(before: date) -> QuerySet[Person]:
    """Those whose last connection ended before the day, and who are not scrubbed already. Nobody without any."""
    mine = {"person": OuterRef("pk")}
    still = Q(ends_before__isnull=True) | Q(ends_before__gt=before)
    people = Person.objects.filter(~Exists(_scrubbed()))
    for model in CONNECTIONS:
        people = people.filter(~Exists(model._default_manager.filter(still, **mine)))
    return people.filter(
        Exists(Employment.objects.filter(**mine)) | Exists(RoleGrant.objects.filter(**mine)),
        ~Exists(Application.objects.filter(changed_at__date__gte=before, **mine)),
        ~Exists(Participation.objects.filter(status__in=UNDER_WAY, **mine)),
    ).order_by("pk")


def _scrubbed() -> QuerySet[Any]:
    """Nothing is left to reach the person by: that is how one who is scrubbed is known."""
    return Person.objects.filter(pk=OuterRef("pk"), email="", birth_year=None, gender=Person.Gender.UNKNOWN).exclude(
        Exists(User.objects.filter(person=OuterRef("pk"), is_active=True))
    )


def case_that_holds(rows: OwnRows) -> Table | None:
    """The first table that must be kept with the person's name, None when there is none."""
    for table in all_tables().values():
        keeps = any(mark.retention.then == Then.KEEP for mark in table.marks)
        if keeps and table.mine and table.model not in NOT_A_CASE | ITS_OWN and rows.of(table).exists():
            return table
        if any(rows.acts(table, name) for name in table.done_by.split()):
            return table
    return None


@transaction.atomic
def scrub_person(person: Person, *, at: datetime) -> None:
    """Removes what only served the person's work here, how she is reached, and her name where no case needs it."""
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    rows = OwnRows(Me(locked, locked.user))
    holds = case_that_holds(rows)
    held = remove([rows.of(table) for table in all_tables().values() if _goes(table)])
    _empty(locked, keeps_name=holds is not None)
    record(
        about=f"person:{locked.pk}",
        verb=SCRUBBED,
        by=None,
        at=at,
        held=held,
        name_kept_for=holds.model if holds else "",
    )


def _goes(table: Table) -> bool:
    return bool(table.mine) and any(mark.retention in (LEFT, VOLUNTARY) for mark in table.marks)


def _empty(person: Person, *, keeps_name: bool) -> None:
    name = {} if keeps_name else {"first_name": NO_NAME, "last_name": str(person.pk)}
    Person.objects.filter(pk=person.pk).update(email="", gender=Person.Gender.UNKNOWN, birth_year=None, **name)
    if person.user is None:
        return
    account: dict[str, Any] = {"email": "", "password": "!", "last_login": None, "is_active": False}
    named = name | ({} if keeps_name else {"username": f"removed-{person.user.pk}"})
    User.objects.filter(pk=person.user.pk).update(**account, **named)
