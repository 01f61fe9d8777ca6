"""A round's rates: what 30 credits cost a payer in a scheme, by subject group, entered with a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.subjects import subject_group
from pafyll.domain.schemes import schemes
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class RateRow:
    """One entered rate. subject_group "" is for every subject without a row of its own.

    payer is "state" or "owner", or "cost" for what the credits cost before the scheme's percentages share it.
    """

    scheme: str
    subject_group: str
    payer: str
    per_30_credits: int
    source: str


@dataclass(frozen=True)
class RateTable:
    """The rates of one round, asked for on the day the study year starts."""

    rows: tuple[RateRow, ...]
    day: date

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Found once: a table is asked for by each row of a list."""
        return hash((self.rows, self.day))

    def entered(self, scheme: str, subject: str, payer: str) -> RateRow | None:
        """The row for the scheme, subject and payer; the subject's own group comes before "every subject"."""
        fitting = {row.subject_group: row for row in self.rows if (row.scheme, row.payer) == (scheme, payer)}
        return fitting.get(subject_group(subject)) or fitting.get("")

    def rate(self, scheme: str, subject: str, payer: str) -> RateRow:
        """As entered; 0 for a payer whom the scheme does not ask. Raises NoValueInForce when a rate is missing."""
        row = self.entered(scheme, subject, payer)
        if row is not None:
            return row
        if payer not in rate_payers(scheme):
            return RateRow(scheme, "", payer, Kroner(0), "Ordningen har ingen slik sats.")
        raise NoValueInForce(f"{payer}_per_30_credits", self.day, scheme)

    def missing(self, wishes: Iterable[tuple[str, str]]) -> list[NoValueInForce]:
        """Which rates are not there for the (scheme, subject) pairs, each once, in a fixed order."""
        found: dict[tuple[str, str], NoValueInForce] = {}
        for scheme, subject in sorted(set(wishes)):
            for payer in ("state", "owner"):
                try:
                    self.rate(scheme, subject, payer)
                except NoValueInForce as gap:
                    found.setdefault((scheme, payer), gap)
        return list(found.values())


def rate_payers(scheme: str) -> tuple[str, ...]:
    """Who pays by rate. The owner has no rate in the scholarship scheme; a row that is entered all the same is used."""
    return schemes()[scheme].pays.payers if scheme in schemes() else ("state", "owner")
