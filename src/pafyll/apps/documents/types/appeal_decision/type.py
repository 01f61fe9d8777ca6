"""What the decision on an appeal needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import MoneyLine, Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class AppealDecision:
    """outcome is a status of the appeal's lifecycle. body decided; given and money say what the party gets.

    is_final: the appeals body decided, so it cannot be appealed again.
    """

    about: str
    decision_number: str
    decided_on: date
    outcome: str
    body: str
    grounds: tuple[str, ...]
    signers: Signers
    is_final: bool
    right: str
    late: str
    given: str = ""
    money: tuple[MoneyLine, ...] = ()
    gives_place: bool = False
    is_organisation: bool = False  # an organisation is spoken to as "dere"

    @property
    def total(self) -> Kroner:
        """What it costs state and owner together."""
        return Kroner(sum(line.amount for line in self.money))


TYPE = document_type(__file__, label="Avgjørelse av klage", context=AppealDecision)
