"""What a budget is made of: sources of money, what they are used for, and money moved between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pafyll.domain.values import Kroner

FURTHER, IN_SERVICE, BOTH = "further", "in_service", "both"
PURPOSES = {FURTHER: "Videreutdanning", IN_SERVICE: "Etterutdanning", BOTH: "Begge deler"}
STATE, MUNICIPAL, OTHER = "state", "municipal", "other"
PAYERS = {STATE: "Staten", MUNICIPAL: "Egne midler", OTHER: "Andre"}
SUBSTITUTES = "substitutes"
UNIT = "\u00a0kr"
COSTS = {
    SUBSTITUTES: "Vikarutgifter",
    "travel": "Reise",
    "stay": "Opphold",
    "materials": "Materiell",
    "provider": "Kurs og studieavgift",
    "other": "Annet",
}


@dataclass(frozen=True)
class Span:
    """An amount that is known only within limits, both included. The two are equal where it is known exactly."""

    low: Kroner
    high: Kroner

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"The lower limit {self.low} is above the upper limit {self.high}")

    @classmethod
    def exactly(cls, amount: int) -> Span:
        return cls(Kroner(amount), Kroner(amount))

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        """1 900 000–2 000 000 kr: the unit is written once."""
        return str(self.low) if self.is_exact else f"{str(self.low).removesuffix(UNIT)}–{self.high}"


@dataclass(frozen=True)
class CarryOver:
    """What may be moved to the next year of the money left: nothing, up to most, or everything (most is None)."""

    is_allowed: bool = False
    most: Kroner | None = None

    def of(self, left: int) -> Kroner:
        """What is carried over of the money left. Never below zero, never more than there is."""
        if not self.is_allowed or left <= 0:
            return Kroner(0)
        return Kroner(left if self.most is None else min(left, self.most))


@dataclass(frozen=True)
class Source:
    """Money that somebody has given. amounts are by budget year; a recurring one goes on with the latest amount.

    last_year ends a recurring source; None means until somebody changes it. given_by names the resolution.
    """

    key: str
    title: str
    purpose: str
    payer: str
    is_recurring: bool
    amounts: Mapping[int, Span]
    last_year: int | None = None
    carry_over: CarryOver = field(default_factory=CarryOver)
    given_by: str = ""

    def amount_in(self, year: int) -> Span:
        """What is given in the budget year."""
        if year in self.amounts:
            return self.amounts[year]
        earlier = [one for one in self.amounts if one < year]
        if not self.is_recurring or not earlier or (self.last_year is not None and year > self.last_year):
            return Span.exactly(0)
        return self.amounts[max(earlier)]

    def pays_for(self, purpose: str) -> bool:
        """Whether the money may be used for the purpose."""
        return BOTH in (self.purpose, purpose) or self.purpose == purpose


@dataclass(frozen=True)
class Part:
    """What falls in one budget year. semester is "2026H" or "2027V", and empty for what follows the calendar year."""

    budget_year: int
    amount: Kroner
    semester: str = ""


@dataclass(frozen=True)
class Use:
    """Something that costs money. source is the key of the money it is bound to, empty where none is named.

    A commitment (is_bound) is paid before what is only planned. heads is how many people it is for, None if not told.
    """

    key: str
    title: str
    purpose: str
    parts: tuple[Part, ...]
    source: str = ""
    is_bound: bool = True
    heads: int | None = None
    cost: str = SUBSTITUTES

    def in_year(self, year: int) -> Kroner:
        """What it costs in the budget year."""
        return Kroner(sum(part.amount for part in self.parts if part.budget_year == year))

    @property
    def total(self) -> Kroner:
        return Kroner(sum(part.amount for part in self.parts))


@dataclass(frozen=True)
class Move:
    """Money moved from one source to another in one budget year. resolution says who decided it."""

    key: str
    budget_year: int
    giver: str
    taker: str
    amount: Kroner
    resolution: str = ""


@dataclass(frozen=True)
class OwnerBudget:
    """Everything that the calculation needs, in the order that it was entered."""

    sources: tuple[Source, ...] = ()
    uses: tuple[Use, ...] = ()
    moves: tuple[Move, ...] = ()

    def source(self, key: str) -> Source:
        """The source with the key. Raises KeyError."""
        for one in self.sources:
            if one.key == key:
                return one
        raise KeyError(key)

    def with_use(self, use: Use) -> OwnerBudget:
        return replace(self, uses=(*self.uses, use))

    def with_move(self, move: Move) -> OwnerBudget:
        return replace(self, moves=(*self.moves, move))

    @property
    def first_year(self) -> int | None:
        """The earliest year that anything falls in; None when there is nothing."""
        return min(self._years(), default=None)

    @property
    def last_year(self) -> int | None:
        """The latest year that something is written down for; recurring money goes on after it."""
        return max(self._years(), default=None)

    def _years(self) -> Iterator[int]:
        for source in self.sources:
            yield from source.amounts
        for use in self.uses:
            yield from (part.budget_year for part in use.parts)
        yield from (move.budget_year for move in self.moves)
