"""What the letter about a decided recovery of an award needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class AwardRecoveryDecision:
    """is_demanded says whether money must be paid back, by pay_by. grounds are sentences in the letter's language."""

    is_demanded: bool
    scheme: str
    award: str
    paid: Kroner
    amount: Kroner
    forewarned_on: date
    grounds: tuple[str, ...]
    signers: Signers
    pay_by: date | None = None


TYPE = document_type(__file__, label="Vedtak om tilbakebetaling av tilskudd", context=AwardRecoveryDecision)
