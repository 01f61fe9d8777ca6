"""Mail to every applicant and every owner when a run is decided, in batches that can be continued."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationRun, Application, Round
from pafyll.apps.applications.permissions.authority import may_tell
from pafyll.apps.applications.services.telling import address_of
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.integrations.clock import OSLO

BATCH = 250
log = logging.getLogger(__name__)


def tell_results(*, run: AllocationRun, by: User | None, at: datetime, at_most: int | None = None) -> int:
    """Mails each owner, then each applicant whose decision is not told yet. Returns how many applicants were told now.

    Each batch is recorded when it is sent, so a stop in the middle is continued where it stopped. Refused until the
    run is decided.
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
        _send(_to_applicants(batch, run))
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


def _to_applicants(decisions: list[Decision], run: AllocationRun) -> list[EmailMessage]:
    keys = {decision: int(decision.about.removeprefix("application:")) for decision in decisions}
    applications = Application.objects.select_related("person__user").in_bulk(keys.values())
    return _messages(
        (
            applications[key].person,
            f"place_{one.outcome}",
            {"application": applications[key], "round": run.round, "decision": one},
        )
        for one, key in keys.items()
    )


def _messages(letters: Iterable[tuple[Person, str, dict[str, Any]]]) -> list[EmailMessage]:
    """A message for each person who has an address."""
    written = (_message(person, letter, facts) for person, letter, facts in letters)
    return [message for message in written if message is not None]


def _message(person: Person, letter: str, facts: dict[str, Any]) -> EmailMessage | None:
    address = address_of(person)
    if not address:
        return None
    with override(person.user.language if person.user else "nb"):
        return _written(letter, {"person": person, **facts}, [address])


def _written(letter: str, facts: dict[str, Any], to: list[str]) -> EmailMessage:
    text = render_to_string(f"applications/mail/{letter}.txt", facts).strip()
    subject, _, body = text.partition("\n")
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=to)


def _send(messages: Iterable[EmailMessage]) -> None:
    """One that cannot be written to is logged and passed over; a server that is down stops us, to be continued."""
    with get_connection() as connection:
        for message in messages:
            try:
                connection.send_messages([message])
            except (ValueError, SMTPRecipientsRefused):  # ValueError: an address or a heading with a line break
                log.exception("A result could not be mailed: %s", message.subject)


@transaction.atomic
def _tell_owners(run: AllocationRun, by: User | None, at: datetime) -> None:
    """One mail to each owner with an applicant in the run, once."""
    _one_at_a_time(run)
    if Event.objects.filter(about=run.about, verb="told_owners").exists():
        return
    counts = _counts_by_owner(run)
    officers = _officers(counts.keys(), at.astimezone(OSLO).date())
    owners = Organisation.objects.filter(pk__in=counts.keys())
    messages = [
        _written(
            "owner_results",
            {"owner": owner, "round": run.round, "granted": counts[owner.pk][0], "applicants": counts[owner.pk][1]},
            officers.get(owner.pk) or [owner.email],
        )
        for owner in owners
        if officers.get(owner.pk) or owner.email
    ]
    _send(messages)
    record(about=run.about, verb="told_owners", by=by, at=at, count=len(messages))


def _counts_by_owner(run: AllocationRun) -> dict[int, tuple[int, int]]:
    """Owner → (granted, applicants)."""
    counts: dict[int, tuple[int, int]] = {}
    for owner, is_granted in run.results.values_list("application__owner_id", "is_granted"):
        granted, applicants = counts.get(owner, (0, 0))
        counts[owner] = granted + is_granted, applicants + 1
    return counts


def _officers(owners: Iterable[int], day: date) -> dict[int, list[str]]:
    """Owner → the addresses of those who are its case officers on the day."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    grants = RoleGrant.objects.filter(
        in_force, organisation_id__in=list(owners), role=RoleGrant.Role.OWNER_OFFICER
    ).exclude(person__email="")
    addresses: dict[int, list[str]] = {}
    for owner, address in grants.order_by("pk").values_list("organisation_id", "person__email"):
        addresses.setdefault(owner, []).append(address)
    return addresses


def tell_lapsed(*, round: Round, applications: list[int]) -> None:
    """Mails those whose owner did not handle the application in time."""
    rows = Application.objects.filter(pk__in=applications).select_related("person__user", "owner")
    _send(_messages((row.person, "lapsed", {"application": row, "round": round}) for row in rows))
