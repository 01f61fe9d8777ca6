"""The price, line by line: direct costs, indirect costs by rate family, fixed sums, margin and own financing.

Every line is rounded by itself to whole kroner, halves upwards, after equal work is added together. So the lines sum to
the price exactly, the order of the rows is without effect, two rows of an hour cost what one row of two hours does, and
more hours are never cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from pafyll.domain.assignments.pricing.figures import UnitFigures
from pafyll.domain.assignments.pricing.order import CATEGORIES, EVU, KINDS, SCIENTIFIC, Order, Work
from pafyll.domain.assignments.pricing.words import number_text
from pafyll.domain.values import Kroner

DIRECT, INDIRECT, BOUGHT, TRAVEL, MARGIN, OWN = "direct", "indirect", "bought", "travel", "margin", "own_financing"
LABELS = {
    INDIRECT: "Indirekte kostnader",
    TRAVEL: "Reise",
    MARGIN: "Fortjeneste",
    OWN: "Egenfinansiering fra enheten",
    "credits": "Indirekte kostnader, studiepoeng",
    "workplace": "Indirekte kostnader, arbeidsplass",
    "research": "Indirekte kostnader, vitenskapelig arbeid",
}
BECAUSE = {
    "factor": "{hours} timer × {factor} = {credited} timers arbeid, av {year} timer i året til {salary}",
    "plain": "{hours} timer, time for time, av {year} timer i året til {salary}",
    "evu": "{credited} timers vitenskapelig arbeid × {rate}",
    "credits": "{credits} studiepoeng × {rate}",
    "year": "{credited} timers arbeid, av {year} timer i året til {rate}",
    TRAVEL: "Én fast sum, som faktureres uansett hva reisene koster",
    BOUGHT: "Fast sum",
    MARGIN: "{percent} % av alle kostnader, {costs}",
    OWN: "Enheten dekker denne delen selv. Bare i bidrag.",
}
SOURCES = {"order": "Fra budsjettet"}
OF_ORDER = SOURCES["order"]


@dataclass(frozen=True)
class Line:
    """An amount, why it is so, and where the figures are from. because is a template that facts fill in."""

    part: str
    label: str
    amount: Kroner
    because: str
    source: str
    facts: dict[str, str] = field(default_factory=dict)
    detail: str = ""

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return self.because

    def __str__(self) -> str:
        return self.because.format_map(self.facts)


@dataclass(frozen=True)
class Price:
    """The lines, which sum to the price, and the days with the school that it covers."""

    lines: tuple[Line, ...]
    days: Fraction
    credited: Fraction  # hours of work

    @property
    def total(self) -> Kroner:
        """What the school pays."""
        return Kroner(sum(line.amount for line in self.lines))

    @property
    def costs(self) -> Kroner:
        """What it costs the unit: everything but margin and own financing."""
        return Kroner(sum(line.amount for line in self.lines if line.part not in (MARGIN, OWN)))

    @property
    def per_day(self) -> Kroner | None:
        """What one day costs the school, in whole kroner, halves upwards. None when no day is ordered."""
        return whole(Fraction(self.total) / self.days) if self.days else None

    def sum_of(self, part: str) -> Kroner:
        """The sum of the lines of one part."""
        return Kroner(sum(line.amount for line in self.lines if line.part == part))


def price_of(order: Order, figures: UnitFigures) -> Price:
    """The price of the order. Raises NoValueInForce with the first figure that the unit has not entered."""
    work = _together(order.work)
    lines = [_direct(one, hours, figures) for one, hours in work]
    lines += [*_indirect(order, work, figures), *_fixed(order)]
    costs = Kroner(sum(line.amount for line in lines))
    lines += [*_margin(order, costs, figures), *_own(order)]
    return Price(tuple(lines), order.days, _credited(work, figures))


def figures_needed(order: Order) -> list[str]:
    """The names of the figures that the order asks for, each once."""
    names = [one.figure for one in order.work if one.figure] + [f"salary_{one.category}" for one in order.work]
    names += ["hours_per_year"] if order.work else []
    if order.family == EVU:
        names += ["tdi_evu_per_hour"] if order.work else []
        names += ["tdi_evu_per_credit"] if order.credits else []
    elif order.work:
        names += [f"tdi_{order.family}_workplace", f"tdi_{order.family}_research"]
    names += ["margin_percent"] if order.is_commissioned else []
    return list(dict.fromkeys(names))


def whole(amount: Fraction) -> Kroner:
    """Whole kroner, halves upwards."""
    return Kroner(floor(amount + Fraction(1, 2)))


Together = list[tuple[Work, Fraction]]


def _together(work: tuple[Work, ...]) -> Together:
    """Equal work added together, in a fixed order: one entry for each kind and category."""
    hours: dict[tuple[str, str], Fraction] = {}
    for one in work:
        key = (one.kind, one.category)
        hours[key] = hours.get(key, Fraction(0)) + Fraction(one.hours)
    example = {(one.kind, one.category): one for one in work}
    order = sorted(hours, key=lambda key: (list(KINDS).index(key[0]), list(CATEGORIES).index(key[1])))
    return [(example[key], hours[key]) for key in order if hours[key]]


def factor_of(work: Work, figures: UnitFigures) -> Fraction:
    """How many hours of work an hour is."""
    return figures.of(work.figure).value if work.figure else Fraction(1)


def _credited(work: Together, figures: UnitFigures, categories: tuple[str, ...] = tuple(CATEGORIES)) -> Fraction:
    return sum(
        (hours * factor_of(one, figures) for one, hours in work if one.category in categories), start=Fraction(0)
    )


def _direct(work: Work, hours: Fraction, figures: UnitFigures) -> Line:
    salary, year = figures.of(f"salary_{work.category}"), figures.of("hours_per_year")
    factor = figures.of(work.figure) if work.figure else None
    credited = hours * (factor.value if factor else 1)
    facts = {
        "hours": number_text(hours),
        "factor": number_text(factor.value) if factor else "1",
        "credited": number_text(credited),
        "year": number_text(year.value),
        "salary": str(whole(salary.value)),
    }
    because = BECAUSE["factor" if factor else "plain"]
    sources = [*([factor.source] if factor else []), salary.source, year.source]
    amount = whole(credited * salary.value / year.value)
    return Line(DIRECT, KINDS[work.kind], amount, because, _cited(sources), facts, CATEGORIES[work.category])


def _indirect(order: Order, work: Together, figures: UnitFigures) -> Iterator[Line]:
    if order.family == EVU:
        yield from _by_teaching(order, work, figures)
    elif work:
        year = figures.of("hours_per_year")
        for part, who in (("workplace", tuple(CATEGORIES)), ("research", SCIENTIFIC)):
            rate = figures.of(f"tdi_{order.family}_{part}")
            credited = _credited(work, figures, who)
            facts = {"credited": number_text(credited), "year": number_text(year.value), "rate": _kroner(rate.value)}
            amount = whole(credited * rate.value / year.value)
            yield Line(INDIRECT, LABELS[part], amount, BECAUSE["year"], _cited([rate.source, year.source]), facts)


def _by_teaching(order: Order, work: Together, figures: UnitFigures) -> Iterator[Line]:
    """The model for continuing education: by scientific working time, and by credits where there are any."""
    if work:
        rate, credited = figures.of("tdi_evu_per_hour"), _credited(work, figures, SCIENTIFIC)
        facts = {"credited": number_text(credited), "rate": _kroner(rate.value)}
        yield Line(INDIRECT, LABELS[INDIRECT], whole(credited * rate.value), BECAUSE["evu"], rate.source, facts)
    if order.credits:
        rate = figures.of("tdi_evu_per_credit")
        facts = {"credits": str(order.credits), "rate": _kroner(rate.value)}
        amount = whole(Fraction(order.credits) * rate.value)
        yield Line(INDIRECT, LABELS["credits"], amount, BECAUSE["credits"], rate.source, facts)


def _fixed(order: Order) -> Iterator[Line]:
    for one in sorted(order.purchases, key=lambda bought: (bought.label, bought.amount, bought.source)):
        yield Line(BOUGHT, one.label, one.amount, BECAUSE[BOUGHT], one.source)
    if order.travel:
        yield Line(TRAVEL, LABELS[TRAVEL], order.travel, BECAUSE[TRAVEL], OF_ORDER)


def _margin(order: Order, costs: Kroner, figures: UnitFigures) -> Iterator[Line]:
    if order.is_commissioned:
        rate = figures.of("margin_percent")
        facts = {"percent": number_text(rate.value), "costs": str(costs)}
        amount = whole(Fraction(costs) * rate.value / 100)
        yield Line(MARGIN, LABELS[MARGIN], amount, BECAUSE[MARGIN], rate.source, facts)


def _own(order: Order) -> Iterator[Line]:
    if order.own_financing:
        yield Line(OWN, LABELS[OWN], Kroner(-order.own_financing), BECAUSE[OWN], OF_ORDER)


def _kroner(value: Fraction) -> str:
    return str(whole(value))


def _cited(sources: list[str]) -> str:
    """Each source once, in the order that they were used."""
    return "; ".join(dict.fromkeys(sources))
