"""Rounding of the counts that are shown, where a release asks for it: on top of what is hidden, never instead of it."""

from __future__ import annotations

from dataclasses import dataclass

EXACT = 1
BASES = (EXACT, 3, 5, 10)  # below twice the least count that is shown, so that nobody shown becomes nobody


def rounded(count: int, base: int) -> int:
    """The nearest number of the base, halves up: 12 by 5 is 10, 13 is 15."""
    return (2 * count + base) // (2 * base) * base


@dataclass(frozen=True)
class Seen:
    """A number as a release showed it, rounded by its base."""

    number: int
    base: int = EXACT

    def fits(self, count: int) -> bool:
        """That the count may be what was shown: then it is known to everybody, near enough to be of use."""
        return rounded(count, self.base) == self.number
