"""The question that a scheme answers (who studies what, when, at which entered rates) and the parts of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from pafyll.domain.parameters import DatedValue, NoValueInForce, Parameter
from pafyll.domain.values import Kroner, by_semester

STATE, OWNER, TEACHER, COST = "state", "owner", "teacher", "cost"


class Row(Protocol):
    """An entered rate: kroner for 30 credits, and where it is from."""

    @property
    def per_30_credits(self) -> int: ...

    @property
    def source(self) -> str: ...


class EnteredRates(Protocol):
    """Rates that somebody has entered, with source, where no published rate is used."""

    def entered(self, scheme: str, subject: str, payer: str) -> Row | None: ...


@dataclass(frozen=True)
class Rate:
    """What `per` credits cost a payer, and where the figure is from."""

    amount: int
    per: int
    source: str


@dataclass(frozen=True)
class Part:
    """What one payer pays, in (autumn, spring), and why: because is a template that facts fill in."""

    payer: str
    amounts: tuple[Kroner, Kroner]
    because: str
    facts: dict[str, str]
    source: str

    @property
    def total(self) -> Kroner:
        return self.amounts[0] + self.amounts[1]


@dataclass(frozen=True)
class Asked:
    """A study put to a scheme. expenses is travel and stay in kroner; only_entered leaves published rates aside."""

    scheme: str
    parameters: Mapping[str, Parameter]
    subject: str
    credits: Decimal
    semesters: str
    on: date
    expenses: int = 0
    rates: EnteredRates | None = None
    only_entered: bool = False

    def value(self, name: str) -> DatedValue:
        """The scheme's parameter on the day. Raises NoValueInForce, also when the scheme has no such parameter."""
        if name not in self.parameters:
            raise NoValueInForce(name, self.on, self.scheme)
        return self.parameters[name].dated(self.on)

    def entered(self, payer: str) -> Rate | None:
        """The rate that somebody has entered for the payer."""
        row = self.rates.entered(self.scheme, self.subject, payer) if self.rates else None
        return Rate(row.per_30_credits, 30, row.source) if row else None

    def by_semester(self, total: int) -> tuple[Kroner, Kroner]:
        return by_semester(total, self.semesters)
