"""Mail to the participant about a change: in her own language, written when the change is."""

from __future__ import annotations

from typing import Any

from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.grants.models import Change


def tell_person(change: Change, letter: str, **facts: Any) -> None:
    """Posts grants/<letter> to the one who studies. Without address: none."""
    person = change.participation.person
    post(f"grants/{letter}", [Reader.of(person)], change=change, person=person, **facts)
