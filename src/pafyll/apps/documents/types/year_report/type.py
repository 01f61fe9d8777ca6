"""What a year report needs to know: published figures only, None where a release hides them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.documents.kinds import document_type

NO_BREAK = "\u00a0"


def _written(number: int) -> str:
    return f"{number:,}".replace(",", NO_BREAK)


@dataclass(frozen=True)
class Stage:
    """How many came to a stage this year and the year before, and what the stage means."""

    label: str
    definition: str
    now: int | None
    before: int | None = None

    @property
    def text(self) -> str:
        return "" if self.now is None else _written(self.now)

    @property
    def change(self) -> int | None:
        """How many more than the year before; below zero where they are fewer."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def apart(self) -> str:
        """The change without its sign."""
        return _written(abs(self.change or 0))


@dataclass(frozen=True)
class Breakdown:
    """A table as it is read: the words of the first column, and a number or a colon for each stage."""

    caption: str
    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    last_is_sum: bool = False


@dataclass(frozen=True)
class Disagreement:
    """What sources that others have published say differently of the same number."""

    what: str
    claims: tuple[str, ...]
    apart: int


@dataclass(frozen=True)
class YearReport:
    """who is whom it is about; is_nation: the whole country. stages are all six, in the order of the funnel."""

    who: str
    is_nation: bool
    year: str
    year_before: str
    release: int
    counted_at: datetime
    limit: int
    rounding: int
    source: str
    address: str
    stages: tuple[Stage, ...]
    breakdowns: tuple[Breakdown, ...]
    hidden: int
    cells: int
    where: str = ""
    note: str = ""
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def applied(self) -> Stage:
        return self.stages[0]

    @property
    def granted(self) -> Stage:
        return self.stages[2]

    @property
    def started(self) -> Stage:
        return self.stages[4]

    @property
    def completed(self) -> Stage:
        return self.stages[5]

    @property
    def granted_percent(self) -> int | None:
        """How many in a hundred applicants got a place."""
        return _percent(self.granted.now, self.applied.now)

    @property
    def completed_percent(self) -> int | None:
        """How many in a hundred of those who began have completed so far."""
        return _percent(self.completed.now, self.started.now)


def _percent(part: int | None, whole: int | None) -> int | None:
    return None if part is None or not whole else (200 * part + whole) // (2 * whole)


TYPE = document_type(__file__, label="Årsrapport", context=YearReport)
