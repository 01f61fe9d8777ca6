"""Mail to the recipient of an award: plain text, sent when the change is saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.grants.models import Award


def tell_recipient(award: Award, letter: str, *, at: datetime, **facts: Any) -> int:
    """Sends grants/mail/<letter>.txt to those who work for the recipient, else to its own address. How many it was."""
    return tell_owner(award.recipient, letter, at=at, folder="grants", award=award, **facts)
