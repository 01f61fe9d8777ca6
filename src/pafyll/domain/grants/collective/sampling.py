"""A control sample that anybody can draw again: the seed is published before the reports are in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pafyll.domain.values import percent_of


def control_sample(numbers: Iterable[str], *, seed: str, percent: int, at_least: int = 1) -> list[str]:
    """The awards to control: those with the lowest draws, in that order.

    numbers are the awards' public numbers; percent of them, halves upwards, and never fewer than at_least of those
    there are. Raises ValueError without a seed, or for a percentage outside 0–100.
    """
    if not seed.strip() or not 0 <= percent <= 100:
        raise ValueError("A control sample needs a seed and 0–100 per cent")
    drawn = sorted(set(numbers), key=lambda number: (draw_of(number, seed), number))
    return drawn[: max(min(at_least, len(drawn)), percent_of(len(drawn), percent))]


def draw_of(number: str, seed: str) -> str:
    """What the number draws: SHA-256 of "seed number" in hexadecimal, so that it can be checked with any tool."""
    return hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
