"""What a forewarning about recovery of an award needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class AwardForewarning:
    """comments_due_on is the last day to comment."""

    scheme: str
    award: str
    awarded: Kroner
    paid: Kroner
    amount: Kroner
    grounds: str
    comments_due_on: date
    case_officer: str


TYPE = document_type(__file__, label="Forhåndsvarsel om tilbakebetaling av tilskudd", context=AwardForewarning)
