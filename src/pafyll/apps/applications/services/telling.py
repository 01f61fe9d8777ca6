"""Mail to people: plain text, sent when the change is saved, never standing in the way of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.organisations.models import Person


def tell(person: Person, letter: str, **facts: Any) -> None:
    """Sends applications/mail/<letter>.txt to the person in her language; its first line is the subject.

    Goes out after the transaction. A mail server that is down is logged and stops nothing. Without address: no mail.
    """
    address = person.email or (person.user.email if person.user else "")
    if not address:
        return
    with override(person.user.language if person.user else "nb"):
        text = render_to_string(f"applications/mail/{letter}.txt", {"person": person, **facts})
    subject, _, body = text.strip().partition("\n")
    send = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
