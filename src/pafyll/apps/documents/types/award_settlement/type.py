"""What the letter about the settlement of an award needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import MoneyLine, Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class AwardSettlement:
    """lines are every krone of the award and add up to it. What is carried over is used before, or on, use_before."""

    scheme: str
    award: str
    awarded: Kroner
    lines: tuple[MoneyLine, ...]
    carried_over: Kroner
    to_recover: Kroner
    grounds: str
    signers: Signers
    use_before: date | None = None


TYPE = document_type(__file__, label="Vedtak om ubrukte midler", context=AwardSettlement)
