"""Whole kroner in proportion to weights, by one common rate: docs/adr/0019 says why not the largest remainder."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count

Quotient = tuple[int, int]  # numerator and denominator, not shortened
CLOSE = 1e-9
MOST_STEPS = 200  # of the search for a rate within limits; each step halves what is left to search


def by_one_rate(total: int, weights: Sequence[int], *, least: int = 0, most: int | None = None) -> list[int]:
    """Each weight times one rate, to the nearest krone; the rate is the one that makes the sum exactly total.

    Weights are whole numbers, 0 or more; weight 0 gets 0. Nobody else gets less than least or more than most. Where
    everybody is at the most, the sum is less than total. Ties go to the earlier position. One krone more in total
    never gives anyone less. least must be within reach: its sum is at most total.
    """
    counted = [at for at, weight in enumerate(weights) if weight > 0]
    held = [weights[at] for at in counted]
    if not held or total <= 0:
        return [0] * len(weights)
    if most is not None and most * len(held) <= total:
        found = [most] * len(held)
    else:
        found = _exactly(total, held, _near(total, held, least, most), least, most)
    parts = [0] * len(weights)
    for at, kroner in zip(counted, found, strict=True):
        parts[at] = kroner
    return parts


def shared_rate(weights: Sequence[int], parts: Sequence[int]) -> Decimal | None:
    """The shortest decimal rate that gives every part from its weight; None where a tie leaves no room for one."""
    pairs = [(2 * weight, 2 * part) for weight, part in zip(weights, parts, strict=True) if weight > 0]
    if not pairs:
        return None
    lows = [(part - 1) / weight for weight, part in pairs]
    highs = [(part + 1) / weight for weight, part in pairs]
    lowest, highest = max(lows), min(highs)
    near = lowest - abs(lowest) * CLOSE, highest + highest * CLOSE  # floats choose which few are compared exactly
    low = _exact(max, [(part - 1, weight) for (weight, part), at in zip(pairs, lows, strict=True) if at >= near[0]])
    high = _exact(min, [(part + 1, weight) for (weight, part), at in zip(pairs, highs, strict=True) if at <= near[1]])
    if low[0] * high[1] >= high[0] * low[1]:
        return None
    return _shortest((max(low[0], 0), low[1]), high)


def _exact(choose: Callable[[Iterator[Fraction]], Fraction], found: Sequence[Quotient]) -> Quotient:
    """The chosen of the quotients, compared exactly; most often there is only one."""
    return found[0] if len(found) == 1 else choose(Fraction(*one) for one in found).as_integer_ratio()


def _shortest(low: Quotient, high: Quotient) -> Decimal:
    """The decimal strictly between the two with the fewest decimals, nearest to the lower."""
    for places in count():
        scale = 10**places
        candidate = low[0] * scale // low[1] + 1
        if candidate * high[1] < high[0] * scale:
            return Decimal(candidate).scaleb(-places)
    raise AssertionError("a decimal lies between any two numbers")


def _near(total: int, weights: Sequence[int], least: int, most: int | None) -> list[int]:
    """What a rate near the right one gives. Every krone with a stronger claim than the rate is in, and no other."""
    if not least and most is None:
        return _rounded(total, sum(weights), weights)
    low, high = Fraction(0), Fraction(2 * max(total, most or 0) + 2, 2 * min(weights))
    rate = Fraction(total, sum(weights))
    for _ in range(MOST_STEPS):
        parts = _clamped(_rounded(rate.numerator, rate.denominator, weights), least, most)
        over = sum(parts) - total
        if abs(over) <= len(weights):
            return parts
        low, high = (low, rate) if over > 0 else (rate, high)
        rate = _better(rate, over, weights, parts, least, most, low, high)
    return parts


def _better(
    rate: Fraction, over: int, weights: Sequence[int], parts: Sequence[int], least: int, most: int | None,
    low: Fraction, high: Fraction,
) -> Fraction:  # fmt: skip
    """What the rate would be if those who are free of the limits took the whole difference; else the middle."""
    free = sum(weight for weight, part in zip(weights, parts, strict=True) if least < part and part != most)
    guess = rate - Fraction(over, free) if free else high
    return guess if low < guess < high else _between(low, high)


def _between(low: Fraction, high: Fraction) -> Fraction:
    middle = (low + high) / 2
    bits = max(0, middle.denominator.bit_length() - 128)
    shorter = Fraction(middle.numerator >> bits, middle.denominator >> bits) if bits else middle
    return shorter if low < shorter < high else middle


def _rounded(kroner: int, per: int, weights: Sequence[int]) -> list[int]:
    """weight × kroner / per to the nearest krone, halves upwards."""
    twice, whole = 2 * kroner, 2 * per
    return [(weight * twice + per) // whole for weight in weights]


def _clamped(parts: Sequence[int], least: int, most: int | None) -> list[int]:
    if most is None:
        return [part if part > least else least for part in parts]
    return [least if part < least else most if part > most else part for part in parts]  # limits never cross


def _exactly(total: int, weights: Sequence[int], parts: list[int], least: int, most: int | None) -> list[int]:
    """Gives the last kroner to, or takes the last from, those with the strongest or the weakest claim."""
    over = sum(parts) - total
    if over < 0:
        _give(-over, weights, parts, most)
    elif over > 0:
        _take(over, weights, parts, least)
    return parts


def _give(kroner: int, weights: Sequence[int], parts: list[int], most: int | None) -> None:
    shift = _exact_shift(parts, kroner)
    queue = [(-_claim(weights[at], part, shift), at) for at, part in enumerate(parts) if most is None or part < most]
    heapq.heapify(queue)
    for _ in range(kroner):
        _, at = heapq.heappop(queue)
        parts[at] += 1
        if most is None or parts[at] < most:
            heapq.heappush(queue, (-_claim(weights[at], parts[at], shift), at))


def _take(kroner: int, weights: Sequence[int], parts: list[int], least: int) -> None:
    shift = _exact_shift(parts, 0)
    queue = [(_claim(weights[at], part - 1, shift), -at) for at, part in enumerate(parts) if part > least]
    heapq.heapify(queue)
    for _ in range(kroner):
        _, before = heapq.heappop(queue)
        parts[-before] -= 1
        if parts[-before] > least:
            heapq.heappush(queue, (_claim(weights[-before], parts[-before] - 1, shift), before))


def _claim(weight: int, part: int, shift: int) -> int:
    """How strong the claim for one krone more is: weight / (2 part + 1), as a whole number that keeps the order."""
    return (weight << shift) // (2 * part + 1)


def _exact_shift(parts: Sequence[int], more: int) -> int:
    """Enough bits: two different fractions differ by at least one over the product of their denominators."""
    return 2 * (2 * (max(parts) + more) + 1).bit_length()


def rate_text(rate: Decimal) -> str:
    """Kroner for a whole FTE, when the weights were hundredths: with comma, thousands apart, no rounding."""
    each = (rate * 100).normalize()
    whole, _, decimals = f"{each:f}".partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{decimals}" if decimals else "")
