"""A round's rates: what 30 credits cost a payer in a scheme, by subject group, entered with a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.subjects import subject_group
from pafyll.domain.values import Kroner

# Who pays by rate. The owner has no rate in the scholarship scheme: it pays travel, stay and learning material only
# (udir.no, Stipendordning). A row that is entered all the same is used.
RATE_PAYERS = {"substitute": ("state", "owner"), "scholarship": ("state",)}


@dataclass(frozen=True)
class RateRow:
    """One entered rate. subject_group "" is for every subject without a row of its own."""

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

    def rate(self, scheme: str, subject: str, payer: str) -> RateRow:
        """The row for the scheme, subject and payer; the subject's own group comes before "every subject".

        A payer whom the scheme does not ask has the rate 0. Raises NoValueInForce when a rate is missing.
        """
        fitting = {row.subject_group: row for row in self.rows if (row.scheme, row.payer) == (scheme, payer)}
        row = fitting.get(subject_group(subject)) or fitting.get("")
        if row is not None:
            return row
        if payer not in RATE_PAYERS.get(scheme, ("state", "owner")):
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
