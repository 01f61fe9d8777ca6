"""What a plan needs from the apps above: earlier refusals, studies under way, rates. They register when Django starts.

The one way up: upper apps say what they know, and the plan asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.planning import UnderWay

AskRefusals = Callable[[Collection[int]], Mapping[int, int]]
AskStudies = Callable[[Collection[int], int], Sequence[UnderWay]]
AskRates = Callable[[int], Sequence[RateRow]]


@dataclass
class _Registry:
    refusals: list[AskRefusals] = field(default_factory=list)
    studies: list[AskStudies] = field(default_factory=list)
    rates: list[AskRates] = field(default_factory=list)


_registry = _Registry()


def when_asked_for_refusals(ask: AskRefusals) -> None:
    """ask(people) gives how many times each has applied and been refused, by the person's key."""
    _add(_registry.refusals, ask)


def when_asked_for_studies(ask: AskStudies) -> None:
    """ask(people, first_year) gives the studies that they have begun or been granted, and not finished."""
    _add(_registry.studies, ask)


def when_asked_for_rates(ask: AskRates) -> None:
    """ask(first_year) gives the rates that are entered for the school year, or the last before it."""
    _add(_registry.rates, ask)


def _add(known: list[Any], ask: Any) -> None:
    if ask not in known:
        known.append(ask)


def earlier_refusals(people: Collection[int]) -> dict[int, int]:
    """How many times each of the people has been refused; those who never were are left out."""
    found: dict[int, int] = {}
    for ask in _registry.refusals:
        for person, times in ask(people).items():
            found[person] = found.get(person, 0) + times
    return found


def studies_under_way(people: Collection[int], first_year: int) -> tuple[UnderWay, ...]:
    """Studies that the people have begun or been granted."""
    return tuple(one for ask in _registry.studies for one in ask(people, first_year))


def rates_for(first_year: int, own: Sequence[RateRow] = ()) -> RateTable:
    """The rates to plan by. The owner's own figure for a payer in a scheme stands in for all of the round's."""
    settled = {(row.scheme, row.payer) for row in own}
    rows = [row for ask in _registry.rates for row in ask(first_year) if (row.scheme, row.payer) not in settled]
    return RateTable((*rows, *own), date(first_year, 8, 1))
