"""Mail about needs and openings: written when the change is, never standing in the way of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.telling import address_of
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt
from pafyll.apps.organisations.models import Person, RoleGrant

OFFICERS = (RoleGrant.Role.OWNER_OFFICER, RoleGrant.Role.OWNER_DECIDER)


def tell_sent(receipt: NeedsReceipt) -> None:
    """To the one who sent: what was stored and when. The history tells the colleagues."""
    tell_user(receipt.stored_by, "needs_sent", receipt=receipt, need=receipt.notification)


def tell_owner(need: NeedsNotification, letter: str, *, day: date, **facts: Any) -> None:
    """To everyone who handles the owner's grants, or to its own address where nobody does."""
    readers = [Reader.of(person) for person in _officers_of(need.owner_id, day)]
    found = [one for one in readers if one.address] or [Reader.of_organisation(need.owner)]
    post(f"forums/{letter}", found, need=need, **facts)


def tell_user(user: User, letter: str, **facts: Any) -> None:
    """To one who has a log-in."""
    person = Person.objects.filter(user=user).first()
    address = (address_of(person) if person else "") or user.email
    post(f"forums/{letter}", [Reader(address, user.language, user)], **facts)


def _officers_of(owner: int, day: date) -> Iterable[Person]:
    held = Q(role_grants__organisation=owner, role_grants__role__in=OFFICERS, role_grants__starts_on__lte=day)
    stands = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    return Person.objects.filter(held & stands).select_related("user").distinct().order_by("pk")
