"""The figures that a price is made of: dated, sourced and signed by a unit. What nobody has published is not filled in.

A price asks for its figures on the day that the assignment starts: a change later on changes no price that is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.parameters import Claim, DatedValue, NoValueInForce, Parameter, parameters_from

FIGURES = parameters_from(Path(__file__).parent / "figures.yaml", scheme="unit")
MOST = {"hours": Fraction(3000), "NOK": Fraction(10**9), "percent": Fraction(100)}
MOST_FACTOR = Fraction(50)  # hours of work for an hour: more is a slip of the pen


@dataclass(frozen=True)
class Rate:
    """A figure in force: its exact value and where it is from, with the one who signed for it."""

    name: str
    value: Fraction
    source: str


@dataclass(frozen=True)
class UnitFigures:
    """A unit's figures on a day. own holds what the unit, or the department that it belongs to, has entered."""

    own: Mapping[str, Parameter]
    day: date

    def of(self, name: str) -> Rate:
        """The figure in force on the day. Raises NoValueInForce with its name: the page says who can enter it."""
        found = self.own.get(name)
        if found is None:
            raise NoValueInForce(name, self.day, "unit")
        dated = found.dated(self.day)
        return Rate(name, Fraction(str(dated.value)), dated.cited)

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Those of the names that have no value in force on the day, in their order."""
        return [name for name in names if name not in self.own or not self.own[name].has_value_on(self.day)]


def entered(name: str, values: Iterable[DatedValue]) -> Parameter:
    """A figure with what a unit has entered, in the order of the days."""
    by_day = tuple(sorted(values, key=lambda value: value.starts_on))
    return replace(FIGURES[name], values=by_day, claims=())


def stated_of(name: str) -> tuple[Claim, ...]:
    """What somebody has published for the figure: something to choose, which applies to nobody before it is taken."""
    return FIGURES[name].claims


def may_be_entered(name: str, value: Fraction, source: str, why: str) -> Answer:
    """Whether the figure can be entered: more than nothing, not absurd, with a source, and with a reason."""
    most = MOST_FACTOR if name.startswith("factor_") else MOST[FIGURES[name].unit]
    if not 0 < value <= most:
        return no("figure_out_of_range", "Tallet må være over 0 og ikke over {most}.", field="value", most=f"{most}")
    if FIGURES[name].unit == "NOK" and value.denominator != 1:
        return no("figure_not_whole", "Beløp føres i hele kroner.", field="value")
    if not source.strip():
        return no("figure_without_source", "Skriv hvor tallet er fra.", field="source")
    if not why.strip():
        return no("figure_without_reason", "Skriv hvorfor enheten bruker dette tallet.", field="why")
    return yes()
