"""What the letter about a decided recovery needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class RecoveryDecision:
    """is_demanded says whether money must be repaid. grounds are sentences in the letter's language."""

    is_demanded: bool
    person: str
    study: str
    semester: str
    paid: Kroner
    amount: Kroner
    forewarned_on: date
    grounds: tuple[str, ...]
    signers: Signers
    appeal: AppealRight | None = None


TYPE = document_type(__file__, label="Vedtak om tilbakebetaling", context=RecoveryDecision)
