"""What is said to a bank and what it says back, as values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pafyll.domain.values import Kroner

LONGEST_REFERENCE = 35  # ISO 20022 Max35Text: message and end-to-end identification
LONGEST_NAME = 70  # the Norwegian banks' common guideline takes 70 of the 140 characters
LONGEST_TEXT = 140
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:+?()-]{0,34}")


@dataclass(frozen=True)
class Party:
    """Who pays or is paid, with an account number of eleven digits and an organisation number of nine."""

    name: str
    account: str
    organisation_number: str


@dataclass(frozen=True)
class Transfer:
    """One amount to one payee. reference follows it all the way: to the bank, in its answer and on its statement."""

    reference: str
    amount: Kroner
    payee: Party
    text: str

    def __post_init__(self) -> None:
        if not REFERENCE.fullmatch(self.reference):
            raise ValueError(f"A reference is 1 to {LONGEST_REFERENCE} plain characters, not {self.reference!r}")
        if self.amount <= 0:
            raise ValueError(f"A transfer is of more than zero kroner, not {int(self.amount)}")


@dataclass(frozen=True)
class Order:
    """A payment file: its own reference, when it was made, when the bank is to pay, from whom, and the transfers."""

    reference: str
    made_at: datetime
    pay_on: date
    payer: Party
    transfers: Sequence[Transfer]

    def __post_init__(self) -> None:
        if not REFERENCE.fullmatch(self.reference):
            raise ValueError(f"A reference is 1 to {LONGEST_REFERENCE} plain characters, not {self.reference!r}")
        if len({one.reference for one in self.transfers}) != len(self.transfers):
            raise ValueError("Two transfers have the same reference")

    @property
    def total(self) -> Kroner:
        return Kroner(sum(one.amount for one in self.transfers))


class Outcome(StrEnum):
    """What the bank says about an amount before it is on a statement."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"


@dataclass(frozen=True)
class BankAnswer:
    """What the bank says about one amount. code is the ISO reason of a rejection ("AC01"); reason is its own words."""

    reference: str
    outcome: Outcome
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class BankAnswers:
    """A status report. whole is set when the bank speaks of the whole file; the answers then are the exceptions."""

    reference: str  # the report's own
    order_reference: str  # of the payment file it answers
    answers: tuple[BankAnswer, ...]
    whole: BankAnswer | None = None


@dataclass(frozen=True)
class BankLine:
    """A line of the account's statement. ore is below zero for money out; reference is "" when the bank gives none."""

    bank_reference: str
    booked_on: date
    ore: int
    reference: str
    text: str

    @property
    def kroner(self) -> Kroner | None:
        """The amount in whole kroner, or None when the line has øre: no grant has."""
        return Kroner(self.ore // 100) if self.ore % 100 == 0 else None
