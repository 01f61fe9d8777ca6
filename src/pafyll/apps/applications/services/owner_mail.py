"""Mail to those who work for an owner: written when the change is, never standing in the way of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.integrations.clock import OSLO

Role = RoleGrant.Role


def tell_owner(owner: Organisation, letter: str, *, at: datetime, folder: str = "applications", **facts: Any) -> int:
    """Posts <folder>/<letter> to the owner's officers and deciders, else to its own address. Returns how many."""
    return post(f"{folder}/{letter}", readers_at(owner, at.astimezone(OSLO).date()), owner=owner, **facts)


def readers_at(owner: Organisation, day: date) -> list[Reader]:
    """Those who work for the owner on the day, each once. Without any: the owner's own address."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    grants = RoleGrant.objects.filter(in_force, organisation=owner, role__in=(Role.OWNER_OFFICER, Role.OWNER_DECIDER))
    people = [grant.person for grant in grants.select_related("person__user").order_by("pk")]
    found = {one.email: Reader.of(one) for one in people if one.email}
    return list(found.values()) or [Reader.of_organisation(owner)]
