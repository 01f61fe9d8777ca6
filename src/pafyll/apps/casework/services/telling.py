"""Mail to the party of a decision: plain text without anything confidential, sent when the change is saved."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import Subject, subject_of


def language_of(subject: Subject) -> str:
    """The form of Norwegian that the party reads: her own choice; an organisation's resolved form. Else bokmål.

    Law: språklova § 15.
    """
    if subject.party_organisation is not None:
        return subject.party_organisation.letter_language
    user = subject.party_person.user if subject.party_person else None
    return user.letter_language if user is not None else "nb"


def addresses_of(subject: Subject) -> list[str]:
    """Where the party is written to; empty without an address."""
    person, organisation = subject.party_person, subject.party_organisation
    if person is not None:
        address = person.email or (person.user.email if person.user else "")
    else:
        address = organisation.email if organisation else ""
    return [address] if address else []


def tell_party(about: Decision, letter: str, **facts: Any) -> None:
    """Sends casework/mail/<letter>.txt in the party's form of Norwegian; its first line is the subject.

    Goes out after the transaction. A mail server that is down is logged and stops nothing.
    """
    subject = subject_of(about)
    to = addresses_of(subject)
    if not to:
        return
    with override(language_of(subject)):
        text = render_to_string(f"casework/mail/{letter}.txt", {"subject": subject, **facts})
    heading, _, body = text.strip().partition("\n")
    send = partial(send_mail, subject=heading.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(send, recipient_list=to), robust=True)
