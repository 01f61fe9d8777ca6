"""What a forewarning about recovery needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class RecoveryForewarning:
    """semester is in words, in the letter's language. comments_due_on is the last day to comment."""

    person: str
    study: str
    semester: str
    paid: Kroner
    amount: Kroner
    grounds: str
    comments_due_on: date
    case_officer: str


TYPE = document_type(__file__, label="Forhåndsvarsel om tilbakebetaling", context=RecoveryForewarning)
