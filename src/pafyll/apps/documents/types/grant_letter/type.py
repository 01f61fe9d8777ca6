"""What the letter to an owner about promised money needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.apps.documents.kinds import document_type
from pafyll.apps.documents.parts import AppealRight, Signers
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Promise:
    """What is promised for a scheme in a budget year: how many semesters of study, and kroner."""

    scheme: str
    budget_year: str
    semesters: int
    amount: Kroner


@dataclass(frozen=True)
class Window:
    """When the owner confirms a semester, in words and days."""

    semester: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class GrantLetter:
    """teachers is how many people the promise is for. The letter names none of them."""

    study_year: str
    round: str
    teachers: int
    promises: tuple[Promise, ...]
    windows: tuple[Window, ...]
    signers: Signers
    is_supplement: bool = False
    appeal: AppealRight | None = None

    @property
    def total(self) -> Kroner:
        """Everything that is promised in the letter."""
        return Kroner(sum(promise.amount for promise in self.promises))


TYPE = document_type(__file__, label="Tilskuddsbrev til skoleeier", context=GrantLetter)
