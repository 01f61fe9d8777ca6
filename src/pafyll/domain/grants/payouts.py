"""When the state's money is paid out: how much in each semester, and what must have happened first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.domain.grants.shares import STATE, Shares
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.values import BudgetYear, Kroner, Semester, by_semester

BY_SEMESTER, HALVES, ON_CLAIM, UNKNOWN = "by_semester", "halves", "on_claim", "unknown"


@dataclass(frozen=True)
class Payout:
    """One instalment of the state's money. condition is a code: confirmed, passed, claimed or unknown.

    because is the condition in words. The semester is the one it is paid for; the money is the budget year's.
    """

    semester: Semester
    amount: Kroner
    condition: str
    because: str
    source: str

    def __str__(self) -> str:
        return self.because

    @property
    def template(self) -> str:
        return self.because

    @property
    def facts(self) -> dict[str, str]:
        return {}

    @property
    def budget_year(self) -> BudgetYear:
        return self.semester.budget_year


def payouts(shares: Shares, *, on: date) -> tuple[Payout, ...]:
    """The state's money in instalments, in order; their sum is exactly the state's share."""
    plan, source = plan_of(schemes()[shares.scheme], on)
    by_term = [(term, shares.total(STATE, semester=term)) for term in (shares.year.autumn, shares.year.spring)]
    paid = [(term, amount) for term, amount in by_term if amount]
    conditions = CONDITIONS[plan]
    if plan == HALVES and len(paid) == 1:
        paid = [(paid[0][0], part) for part in by_semester(paid[0][1], "HV")]
    return tuple(
        Payout(term, amount, conditions[at], IN_WORDS[conditions[at]], source) for at, (term, amount) in enumerate(paid)
    )


def plan_of(scheme: Scheme, on: date) -> tuple[str, str]:
    """(how the scheme pays out on the day, source); unknown where no source says."""
    stated = scheme.optional("paid_out", on)
    return (stated.value, stated.cited) if stated else (UNKNOWN, "")


CONDITIONS = {
    BY_SEMESTER: ("confirmed", "confirmed"),
    HALVES: ("confirmed", "passed"),
    ON_CLAIM: ("claimed", "claimed"),
    UNKNOWN: ("unknown", "unknown"),
}
IN_WORDS = {
    "confirmed": "Betales når skoleeieren har bekreftet at læreren deltar i semesteret",
    "passed": "Betales når studiet er fullført og bestått",
    "claimed": "Betales når skoleeieren har sendt ett dokumentert krav for semesteret",
    "unknown": "Kilden sier ikke når pengene betales ut",
}
