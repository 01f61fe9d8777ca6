"""Mail to every applicant and every owner when a run is decided, in batches that can be continued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationRun, Application, Round
from pafyll.apps.applications.permissions.authority import may_tell
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.casework.services import record, require
from pafyll.apps.casework.services.mailing import Reader, post, post_many
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.integrations.clock import OSLO

BATCH = 250


def tell_results(*, run: AllocationRun, by: User | None, at: datetime, at_most: int | None = None) -> int:
    """Writes to each owner, then to each applicant whose decision is not told yet. How many applicants were told now.

    Each batch is written and recorded together, so a stop in the middle is continued where it stopped. Refused until
    the run is decided.
    """
    require(may_tell(run))
    _tell_owners(run, by, at)
    told = 0
    while (at_most is None or told < at_most) and (count := _tell_a_batch(run, by, at)):
        told += count
    return told


@transaction.atomic
def _tell_a_batch(run: AllocationRun, by: User | None, at: datetime) -> int:
    """Mails the next batch and records it. Another who tells at the same moment waits, and goes on after it."""
    _one_at_a_time(run)
    batch = _next_batch(run)
    if batch:
        _to_applicants(batch, run)
        Decision.objects.filter(pk__in=[one.pk for one in batch], notified_at=None).update(notified_at=at)
        record(about=run.about, verb="told", by=by, at=at, through=batch[-1].pk, count=len(batch))
    return len(batch)


def _one_at_a_time(run: AllocationRun) -> None:
    """The run is locked to the end of the transaction: what was told is read and recorded by one at a time."""
    AllocationRun.objects.select_for_update().only("pk").get(pk=run.pk)


def told_so_far(run: AllocationRun) -> int:
    """How many applicants have been told."""
    return sum(facts["count"] for facts in _told(run))


def _told(run: AllocationRun) -> list[dict[str, int]]:
    return list(Event.objects.filter(about=run.about, verb="told").values_list("facts", flat=True))


def _next_batch(run: AllocationRun) -> list[Decision]:
    through = max((facts["through"] for facts in _told(run)), default=0)
    waiting = Decision.objects.filter(kind="place", grounds__run=run.pk, pk__gt=through)
    waiting = waiting.exclude(grounds__has_key="place_offer")  # who accepted a freed place was told at once
    return list(waiting.order_by("pk")[:BATCH])


def _to_applicants(decisions: list[Decision], run: AllocationRun) -> None:
    keys = {decision: int(decision.about.removeprefix("application:")) for decision in decisions}
    applications = Application.objects.select_related("person__user").in_bulk(keys.values())
    post_many(
        _letter(
            f"applications/place_{one.outcome}", applications[key].person,
            application=applications[key], round=run.round, decision=one,
        )
        for one, key in keys.items()
    )  # fmt: skip


def _letter(letter: str, person: Person, **facts: Any) -> tuple[str, Reader, dict[str, Any]]:
    return letter, Reader.of(person), {"person": person, **facts}


@transaction.atomic
def _tell_owners(run: AllocationRun, by: User | None, at: datetime) -> None:
    """One mail to each owner with an applicant in the run, once."""
    _one_at_a_time(run)
    if Event.objects.filter(about=run.about, verb="told_owners").exists():
        return
    counts = _counts_by_owner(run)
    officers = _officers(counts.keys(), at.astimezone(OSLO).date())
    owners = Organisation.objects.filter(pk__in=counts.keys())
    count = 0
    for owner in owners:
        granted, applicants = counts[owner.pk]
        readers = officers.get(owner.pk) or [Reader.of_organisation(owner)]
        facts = {"owner": owner, "round": run.round, "granted": granted, "applicants": applicants}
        count += post("applications/owner_results", readers, **facts)
    record(about=run.about, verb="told_owners", by=by, at=at, count=count)


def _counts_by_owner(run: AllocationRun) -> dict[int, tuple[int, int]]:
    """Owner → (granted, applicants)."""
    counts: dict[int, tuple[int, int]] = {}
    for owner, is_granted in run.results.values_list("application__owner_id", "is_granted"):
        granted, applicants = counts.get(owner, (0, 0))
        counts[owner] = granted + is_granted, applicants + 1
    return counts


def _officers(owners: Iterable[int], day: date) -> dict[int, list[Reader]]:
    """Owner → those who are its case officers on the day, and have an address."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    grants = RoleGrant.objects.filter(
        in_force, organisation_id__in=list(owners), role=RoleGrant.Role.OWNER_OFFICER
    ).exclude(person__email="")
    readers: dict[int, list[Reader]] = {}
    for grant in grants.order_by("pk").select_related("person__user"):
        readers.setdefault(grant.organisation_id, []).append(Reader.of(grant.person))
    return readers


def tell_lapsed(*, round: Round, applications: list[int]) -> None:
    """Mails those whose owner did not handle the application in time."""
    rows = Application.objects.filter(pk__in=applications).select_related("person__user", "owner")
    post_many(_letter("applications/lapsed", row.person, application=row, round=round) for row in rows)
