"""What a contract costs the state and the owner, by scheme, subject and credits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MAX_CREDITS_PAID = 30  # one study year; the scholarship page says no more is paid, section 2.3 of the notes


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
        half_credits = int(min(Decimal(credits), Decimal(MAX_CREDITS_PAID)) * 2)
        return _share(rate.state_per_30_credits, half_credits), _share(rate.owner_per_30_credits, half_credits)


def _share(per_30_credits: int, half_credits: int) -> int:
    return (per_30_credits * half_credits + 30) // 60


def by_semester(total: int, semesters: str) -> tuple[int, int]:
    """(autumn, spring): H pays all in the autumn, V in the spring, HV half of each (spring takes the odd krone)."""
    if semesters == "H":
        return total, 0
    if semesters == "V":
        return 0, total
    return total // 2, total - total // 2
