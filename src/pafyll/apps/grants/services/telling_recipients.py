"""Mail to those who have a part in an award: plain text, sent when the change is saved, never standing in its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.grants.models import Award
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
OFFICERS = (Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PROVIDER_OFFICER)


def tell_recipient(award: Award, letter: str, *, at: datetime, **facts: Any) -> None:
    """Sends grants/mail/<letter>.txt to the recipient's people: what follows an award is between them and the Governor.

    An organisation without anybody who handles grants gets it at its own address, if it has one.
    """
    _tell(award, award.recipient, letter, at, facts)


def tell_parties(award: Award, letter: str, *, at: datetime, **facts: Any) -> None:
    """The same to the recipient's people, and to the payee's where another passes the money on."""
    for party in dict.fromkeys([award.recipient, award.payee]):
        _tell(award, party, letter, at, facts)


def _tell(award: Award, party: Organisation, letter: str, at: datetime, facts: dict[str, Any]) -> None:
    for address, language in _readers(party, at):
        with override(language):
            text = render_to_string(f"grants/mail/{letter}.txt", {"award": award, "party": party, **facts})
        subject, _, body = text.strip().partition("\n")
        send = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
        transaction.on_commit(partial(send, recipient_list=[address]), robust=True)


def _readers(party: Organisation, at: datetime) -> Iterator[tuple[str, str]]:
    """(address, language) of each."""
    day = norwegian_day(at)
    held = Q(role_grants__organisation=party, role_grants__role__in=OFFICERS, role_grants__starts_on__lte=day)
    stands = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    people = Person.objects.filter(held & stands).select_related("user").distinct().order_by("pk")
    found = [(one.email or (one.user.email if one.user else ""), one.user) for one in people]
    readers = [(address, user.language if user else "nb") for address, user in found if address]
    yield from readers or ([(party.email, party.letter_language)] if party.email else [])
