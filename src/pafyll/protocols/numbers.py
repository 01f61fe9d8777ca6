"""Numbers as a Norwegian reader writes them."""

from __future__ import annotations

from datetime import date

from pafyll.domain.values import Kroner
from pafyll.protocols.language import _

NO_BREAK = "\u00a0"


def number(amount: int) -> str:
    """10147 → 10 147."""
    return f"{amount:,}".replace(",", NO_BREAK).replace("-", "\u2212")


def kroner(amount: int) -> str:
    """96000 → 96 000 kr."""
    return str(Kroner(amount))


def percent(part: int, whole: int) -> str:
    """Part of whole with one decimal, e.g. 62,4 %; a dash where there is nothing to take part of."""
    if whole == 0:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}{NO_BREAK}%"


def day(iso: str) -> str:
    """2023-04-30 → 30. april 2023."""
    given = date.fromisoformat(iso)
    return f"{given.day}. {_(MONTHS[given.month - 1])} {given.year}"


MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
