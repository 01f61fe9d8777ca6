"""Mail to the participant about a change: plain text, in her language, after the transaction."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.grants.models import Change


def tell_person(change: Change, letter: str, **facts: Any) -> None:
    """Sends grants/mail/<letter>.txt to the one who studies; its first line is the subject. Without address: none."""
    person = change.participation.person
    address = person.email or (person.user.email if person.user else "")
    if not address:
        return
    with override(person.user.language if person.user else "nb"):
        text = render_to_string(f"grants/mail/{letter}.txt", {"change": change, "person": person, **facts})
    subject, _, body = text.strip().partition("\n")
    send = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
