"""What the letter about a granted place needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, MoneyLine, Reviewed, Signers, Study
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class PlaceGranted:
    """choice is 1 or 2: which of the applicant's wishes. grounds are the reason chain's sentences, in the language."""

    study: Study
    choice: int
    scheme: str
    scheme_code: str
    owner: str
    admission_on: date
    grounds: tuple[str, ...]
    money: tuple[MoneyLine, ...]
    reviewed: Reviewed
    signers: Signers
    appeal: AppealRight | None = None

    @property
    def total(self) -> Kroner:
        """What the place costs state and owner together."""
        return Kroner(sum(line.amount for line in self.money))


TYPE = document_type(__file__, label="Vedtak: plass innvilget", context=PlaceGranted)
