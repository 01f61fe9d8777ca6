"""What the books say is not promised to anyone, asked of the app that keeps them. It registers when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.applications.models import Round

Ask = Callable[["Round"], Mapping[int, int]]
_asked: list[Ask] = []


def when_asked_for_money(ask: Ask) -> None:
    """ask(round) gives kroner by budget year. A year that is left out has no limit."""
    if ask not in _asked:
        _asked.append(ask)


def free_money(round: Round) -> dict[int, int]:
    """Kroner that the round may still promise, by budget year: the least that anyone says."""
    least: dict[int, int] = {}
    for ask in _asked:
        for year, kroner in ask(round).items():
            least[year] = min(kroner, least.get(year, kroner))
    return least
