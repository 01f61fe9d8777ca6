"""What the statement of a semester needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class StatementRow:
    """One amount: whom or what it is for, and why it is so. Texts are in the document's language."""

    what: str
    because: str
    amount: Kroner


@dataclass(frozen=True)
class PaymentStatement:
    """season is "høsten 2025". paid_on is None until the bank has paid; account is the last four digits."""

    season: str
    round: str
    reference: str
    account: str
    cut_off_on: date
    paid_on: date | None
    lines: tuple[StatementRow, ...]
    held_back: tuple[StatementRow, ...]

    @property
    def total(self) -> Kroner:
        """What is paid."""
        return Kroner(sum(line.amount for line in self.lines))


TYPE = document_type(__file__, label="Oppgjør for et semester", context=PaymentStatement)
