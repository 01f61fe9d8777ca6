"""Mail about needs and openings: plain text, sent when the change is saved, never standing in the way of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.telling import address_of
from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt
from pafyll.apps.organisations.models import Person, RoleGrant
from pafyll.integrations.clock import now

OFFICERS = (RoleGrant.Role.OWNER_OFFICER, RoleGrant.Role.OWNER_DECIDER)


def tell_sent(receipt: NeedsReceipt) -> None:
    """To the one who sent: what was stored and when. The history tells the colleagues."""
    tell_user(receipt.stored_by, "needs_sent", receipt=receipt, need=receipt.notification)


def tell_owner(need: NeedsNotification, letter: str, **facts: Any) -> None:
    """To everyone who handles the owner's grants, or to its own address where nobody does."""
    people = list(_officers_of(need.owner_id))
    for person in people:
        send(address_of(person), person.user.language if person.user else "nb", letter, need=need, **facts)
    if not any(address_of(person) for person in people):
        send(need.owner.email, need.owner.letter_language, letter, need=need, **facts)


def tell_user(user: User, letter: str, **facts: Any) -> None:
    """To one who has a log-in."""
    person = Person.objects.filter(user=user).first()
    send((address_of(person) if person else "") or user.email, user.language, letter, **facts)


def send(address: str, language: str, letter: str, **facts: Any) -> None:
    """Sends forums/mail/<letter>.txt once the change is saved; its first line is the subject. No address: no mail."""
    if not address:
        return
    with override(language):
        text = render_to_string(f"forums/mail/{letter}.txt", facts)
    subject, _, body = text.strip().partition("\n")
    mail = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(mail, recipient_list=[address]), robust=True)


def _officers_of(owner: int) -> Iterable[Person]:
    day = now().date()
    held = Q(role_grants__organisation=owner, role_grants__role__in=OFFICERS, role_grants__starts_on__lte=day)
    stands = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    return Person.objects.filter(held & stands).select_related("user").distinct().order_by("pk")
