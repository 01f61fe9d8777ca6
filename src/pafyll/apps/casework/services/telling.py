"""Mail to the party of a decision: nothing confidential is in it, and it is written when the change is."""

from __future__ import annotations

from typing import Any

from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import Subject, subject_of
from pafyll.apps.casework.services.mailing import Reader, post


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
    """Posts casework/<letter> in the party's form of Norwegian."""
    subject = subject_of(about)
    user = subject.party_person.user if subject.party_person else None
    readers = [Reader(address, language_of(subject), user) for address in addresses_of(subject)]
    post(f"casework/{letter}", readers, subject=subject, **facts)
