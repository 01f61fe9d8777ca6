"""Mail to people: plain text, sent when the change is saved, never standing in the way of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.organisations.models import Organisation, Person


def tell(person: Person, letter: str, **facts: Any) -> None:
    """Sends applications/mail/<letter>.txt to the person in her language; its first line is the subject.

    Goes out after the transaction. A mail server that is down is logged and stops nothing. Without address: no mail.
    """
    address = address_of(person)
    if address:
        _send(address, person.user.language if person.user else "nb", letter, {"person": person, **facts})


def tell_office(office: Organisation, letter: str, *, roles: Sequence[str], day: date, **facts: Any) -> None:
    """Sends the letter to everyone who has one of the roles there that day; to the office's own address if nobody has.

    The letter greets the office by name: the same words suit all of them.
    """
    people = [person for person in _people_in(office, roles, day) if address_of(person)]
    for person in people:
        tell(person, letter, office=office, **facts)
    if not people and office.email:
        _send(office.email, "nb", letter, {"office": office, **facts})


def address_of(person: Person) -> str:
    """Where the person reads mail; "" where nobody knows."""
    return person.email or (person.user.email if person.user else "")


def _people_in(office: Organisation, roles: Sequence[str], day: date) -> list[Person]:
    in_force = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    held = Q(role_grants__organisation=office, role_grants__role__in=roles, role_grants__starts_on__lte=day)
    return list(Person.objects.filter(held & in_force).select_related("user").distinct().order_by("pk"))


def _send(address: str, language: str, letter: str, facts: dict[str, Any]) -> None:
    with override(language):
        text = render_to_string(f"applications/mail/{letter}.txt", facts)
    subject, _, body = text.strip().partition("\n")
    send = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
