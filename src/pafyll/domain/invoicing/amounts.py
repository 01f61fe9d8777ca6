"""Kroner with øre, exact: an invoice may have øre, a grant never has."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ORE = Decimal("0.01")
ZERO = Decimal("0.00")
NO_BREAK = "\u00a0"


def amount(value: int | str | Decimal) -> Decimal:
    """The amount with two decimals. Raises TypeError for a float, and ValueError for parts of an øre."""
    if isinstance(value, float):
        raise TypeError("Amounts are exact: give an int, a text or a Decimal, not a float")
    exact = Decimal(value)
    if exact != exact.quantize(ORE):
        raise ValueError(f"An amount has whole øre, not {value}")
    return exact.quantize(ORE)


def nearest_ore(exact: Decimal) -> Decimal:
    """Rounded to whole øre, halves away from zero."""
    return exact.quantize(ORE, ROUND_HALF_UP)


def nearest_krone(exact: Decimal) -> Decimal:
    """Rounded to whole kroner, halves away from zero; still written with two decimals."""
    return exact.quantize(Decimal(1), ROUND_HALF_UP).quantize(ORE)


def in_ore(exact: Decimal) -> int:
    """Øre as a whole number: what is stored."""
    return int(amount(exact) * 100)


def from_ore(ore: int) -> Decimal:
    """Kroner and øre from what is stored."""
    return (Decimal(ore) / 100).quantize(ORE)


def shown(exact: Decimal) -> str:
    """1 250,50 kr: as a Norwegian reader writes it, with no-break spaces."""
    text = f"{exact:,.2f}".replace(",", NO_BREAK).replace(".", ",").replace("-", "\u2212")
    return f"{text}{NO_BREAK}kr"
