"""Mail about surveys and events: plain text, sent when the change is saved, never standing in the way of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override


def send(address: str, language: str, letter: str, **facts: Any) -> None:
    """Sends surveys/mail/<letter>.txt; its first line is the subject. No address: no mail."""
    if not address:
        return
    with override(language):
        text = render_to_string(f"surveys/mail/{letter}.txt", facts)
    subject, _, body = text.strip().partition("\n")
    mail = partial(send_mail, subject=subject.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(mail, recipient_list=[address]), robust=True)
