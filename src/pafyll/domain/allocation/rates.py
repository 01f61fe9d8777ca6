"""What a contract costs the state and the owner, by scheme, subject and credits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pafyll.domain.grants.amounts import amount_for, by_semester

__all__ = ["NoRate", "Rate", "Rates", "by_semester"]


@dataclass(frozen=True)
class Rate:
    """What 30 credits cost in a scheme, in whole kroner. subjects empty means every subject."""

    scheme: str
    state_per_30_credits: int
    owner_per_30_credits: int
    source: str
    subjects: frozenset[str] = frozenset()


class NoRate(LookupError):
    """No rate fits the scheme and subject; the page says which rate is missing."""

    def __init__(self, scheme: str, subject: str) -> None:
        super().__init__(f"no rate for {scheme} in {subject}")
        self.scheme, self.subject = scheme, subject


@dataclass(frozen=True)
class Rates:
    """The rates of one round; the first rate that fits is used."""

    rates: tuple[Rate, ...]

    def __init__(self, rates: Iterable[Rate]) -> None:
        object.__setattr__(self, "rates", tuple(rates))

    def rate(self, scheme: str, subject: str) -> Rate:
        """The rate for the scheme in the subject. Raises NoRate."""
        for rate in self.rates:
            if rate.scheme == scheme and (not rate.subjects or subject in rate.subjects):
                return rate
        raise NoRate(scheme, subject)

    def cost(self, scheme: str, subject: str, credits: Decimal | int) -> tuple[int, int]:
        """(state, owner) in whole kroner for the credits, halves upwards; at most 30 credits are paid a year."""
        rate = self.rate(scheme, subject)
        return amount_for(rate.state_per_30_credits, credits), amount_for(rate.owner_per_30_credits, credits)
