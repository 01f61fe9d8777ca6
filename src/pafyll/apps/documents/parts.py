"""Pieces of context that several document types share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class MoneyLine:
    """An amount, who pays it and why it is that much. Whole kroner."""

    label: str
    amount: Kroner
    because: str = ""


@dataclass(frozen=True)
class AppealRight:
    """What the law in force gives: how long, where it says so, and who decides an appeal.

    Law: forvaltningsloven (10 February 1967) §§ 18, 28, 29, 33 and 42.
    """

    appeals_body: str
    weeks: int = 3
    paragraphs: str = "§§ 28 og 29"


@dataclass(frozen=True)
class Study:
    """What was applied for or granted, in the words of the catalogue."""

    name: str
    provider: str
    credits: str
    study_year: str
    semesters: str


@dataclass(frozen=True)
class Signers:
    """The two people behind a decision: one prepared it, another decided."""

    prepared_by: str
    decided_by: str


@dataclass(frozen=True)
class Reviewed:
    """Where the rules are published, and when the allocation was decided."""

    rules_address: str
    decided_on: date
    draw_seed: str = ""
