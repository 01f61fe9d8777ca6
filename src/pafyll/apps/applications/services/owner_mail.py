"""Mail to those who work for an owner: plain text, sent when the change is saved, never standing in the way of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.integrations.clock import OSLO

Role = RoleGrant.Role


def tell_owner(owner: Organisation, letter: str, *, at: datetime, folder: str = "applications", **facts: Any) -> int:
    """Sends <folder>/mail/<letter>.txt to the owner's officers and deciders, else to its own address.

    Each in the reader's language; the first line is the subject. Goes out after the transaction. Returns how many.
    """
    readers = readers_at(owner, at.astimezone(OSLO).date())
    for address, language in readers:
        with override(language):
            text = render_to_string(f"{folder}/mail/{letter}.txt", {"owner": owner, **facts})
        subject, _, body = text.strip().partition("\n")
        send = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
        transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
    return len(readers)


def readers_at(owner: Organisation, day: date) -> list[tuple[str, str]]:
    """(address, language) of those who work for the owner on the day, each once. Without any: the owner's own."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    grants = RoleGrant.objects.filter(in_force, organisation=owner, role__in=(Role.OWNER_OFFICER, Role.OWNER_DECIDER))
    people = [grant.person for grant in grants.select_related("person__user").order_by("pk")]
    found = {one.email: one.user.language if one.user else "nb" for one in people if one.email}
    if not found and owner.email:
        found = {owner.email: owner.letter_language}
    return list(found.items())
