"""What the letter about an award of a collective scheme needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class PaidPart:
    """A part of the award: paid from a day, after what it needs ("", "own_contribution" or "midterm_report")."""

    number: int
    amount: Kroner
    due_on: date
    needs: str = ""


@dataclass(frozen=True)
class AwardLetter:
    """What was decided. The letter's recipient is the final one; payee is who passes the money on, "" when nobody.

    departs: why the amount is another than the forum recommended, a paragraph a line. own_contribution is what the
    recipient must put in itself; None where nothing is asked.
    """

    number: str
    scheme: str
    budget_year: str
    source: str
    amount: Kroner
    recommended: Kroner
    purpose: tuple[str, ...]
    parts: tuple[PaidPart, ...]
    signers: Signers
    payee: str = ""
    departs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    own_contribution: Kroner | None = None
    working_time_counts: bool = False
    report_due: date | None = None
    follow_up: tuple[str, ...] = ()
    appeal: AppealRight | None = None

    @property
    def asks_for_midterm(self) -> bool:
        """Whether any part waits for a report half-way."""
        return any(part.needs == "midterm_report" for part in self.parts)


TYPE = document_type(__file__, label="Tilskuddsbrev, kollektiv utvikling", context=AwardLetter)
