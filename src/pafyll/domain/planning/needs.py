"""The needs map: hours and teachers by how they stand to the requirement. Rows in, counts out, each explained.

Planned hours a week, as the school has them at 1 October, set against the requirement in the law: GSI's way of
counting. Statistics Norway counts what was taught in the third week of November, and teacher education; the two are
never mixed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

MEETS, EXEMPT, DEVIATION, LACKS, UNKNOWN = "meets", "exempt", "deviation", "lacks", "unknown"
VERDICTS = (MEETS, EXEMPT, DEVIATION, LACKS, UNKNOWN)
BY_AGE, AGE_UNKNOWN, LEFT, UNCONFIRMED = "by_age", "age_unknown", "left", "unconfirmed"
TRAITS = (BY_AGE, AGE_UNKNOWN, LEFT, UNCONFIRMED)
STEPS = (1, 10, 25, 50)  # per cent of the hours: where the shades of the heat map begin

LABELS = {
    MEETS: "Oppfyller kravet",
    EXEMPT: "Unntatt",
    DEVIATION: "Avvik bestemt",
    LACKS: "Mangler studiepoeng",
    UNKNOWN: "Ikke kjent",
    BY_AGE: "Når aldersgrensen",
    AGE_UNKNOWN: "Fødselsår ikke kjent",
    LEFT: "Har sluttet",
    UNCONFIRMED: "Ikke bekreftet av rektor",
}
BECAUSE = {
    MEETS: "Læreren har studiepoengene som kravet sier, eller det er ikke noe krav.",
    EXEMPT: "Loven unntar læreren fra kravet. Det telles aldri som oppfylt.",
    DEVIATION: "Skoleeieren har bestemt et avvik for skoleåret. Det telles aldri som oppfylt.",
    LACKS: "Kravet gjelder læreren, og studiepoengene mangler.",
    UNKNOWN: "Det er ikke registrert nok til å svare.",
}


@dataclass(frozen=True)
class Teaching:
    """A teacher gives a subject at a stage of a school, so many hours a week: one row in."""

    school: int
    subject: str
    stage: str
    school_year: int
    person: int
    hours: Decimal
    verdict: str
    missing: Decimal = Decimal(0)
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Count:
    """Hours a week, and teachers: one who gives several subjects or stages is counted in each."""

    hours: Decimal = Decimal(0)
    teachers: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hours + other.hours, self.teachers + other.teachers)


NONE = Count()


@dataclass(frozen=True)
class Line:
    """One line of the explanation: what is counted, how much, its part of all hours, and why it is counted there."""

    label: str
    count: Count
    part: Fraction
    because: str


@dataclass(frozen=True)
class Cell:
    """What one place on the map holds. hidden names the counts that are left out because they concern too few."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    missing: Decimal = Decimal(0)  # credits
    hidden: frozenset[str] = frozenset()

    def __add__(self, other: Cell) -> Cell:
        keys = sorted(self.counts.keys() | other.counts.keys())
        counts = {key: self.of(key) + other.of(key) for key in keys}
        return Cell(counts, self.missing + other.missing, self.hidden | other.hidden)

    def of(self, what: str) -> Count:
        return self.counts.get(what, NONE)

    @property
    def all(self) -> Count:
        """Everything that is shown, whatever the verdict."""
        return sum((self.of(verdict) for verdict in VERDICTS), NONE)

    def part(self, what: str) -> Fraction:
        """The part of the hours, from 0 to 1; 0 where nothing is taught."""
        whole = self.all.hours
        return Fraction(self.of(what).hours) / Fraction(whole) if whole else Fraction(0)

    @property
    def level(self) -> int:
        """The shade on the heat map: 0 where nobody lacks credits, then 1 to 4."""
        return level_of(self.part(LACKS), self.of(LACKS).teachers)

    @property
    def lines(self) -> list[Line]:
        """The five verdicts, explained; they sum to all hours."""
        return [Line(LABELS[one], self.of(one), self.part(one), BECAUSE[one]) for one in VERDICTS]


EMPTY = Cell()


def level_of(part: Fraction, teachers: int) -> int:
    """0 where nobody lacks, else 1 below 10 per cent of the hours, 2 below 25, 3 below 50 and 4 from there."""
    if not teachers:
        return 0
    return 1 + sum(part * 100 >= step for step in STEPS[1:])


def tally(rows: Iterable[Teaching], by: Callable[[Teaching], K]) -> dict[K, Cell]:
    """The cells of the map by a key of each row."""
    hours: dict[K, dict[str, Decimal]] = {}
    teachers: dict[K, dict[str, int]] = {}
    missing: dict[K, Decimal] = {}
    for row in rows:
        key = by(row)
        own, heads = hours.setdefault(key, {}), teachers.setdefault(key, {})
        for what in (row.verdict, *row.traits):
            own[what] = own.get(what, Decimal(0)) + row.hours
            heads[what] = heads.get(what, 0) + 1
        missing[key] = missing.get(key, Decimal(0)) + row.missing
    return {
        key: Cell({what: Count(own[what], teachers[key][what]) for what in sorted(own)}, missing[key])
        for key, own in hours.items()
    }


def total(cells: Iterable[Cell]) -> Cell:
    """All cells in one."""
    return sum(cells, EMPTY)


def grouped(cells: Mapping[K, Cell], by: Callable[[K], Hashable]) -> dict[Hashable, Cell]:
    """The cells joined by something in their keys."""
    joined: dict[Hashable, Cell] = {}
    for key, cell in cells.items():
        joined[by(key)] = joined.get(by(key), EMPTY) + cell
    return joined


def people_who(rows: Iterable[Teaching], verdict: str) -> int:
    """Different people with the verdict in at least one of the rows."""
    return len({row.person for row in rows if row.verdict == verdict})
