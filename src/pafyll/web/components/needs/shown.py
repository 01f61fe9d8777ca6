"""The needs map as rows for tables and numbers for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from pafyll.apps.planning.queries.needs import Filters, Key, NeedsMap
from pafyll.domain.planning.needs import AGE_UNKNOWN, BY_AGE, LACKS, LEFT, VERDICTS, Cell, grouped, total
from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear
from pafyll.web.components.charts import BarFigure, LineFigure, Series
from pafyll.web.components.heat import HeatFigure, Square, shade_of
from pafyll.web.components.tags.needs import hours, part, stage

HIDDEN = -1


@dataclass(frozen=True)
class Shown:
    """One count as it is written. is_least: some of it is left out, so it is at least this."""

    hours: str
    teachers: str
    part: str
    is_hidden: bool = False
    is_least: bool = False


def shown(cell: Cell, what: str) -> Shown:
    """A count of a cell, or that it is too small to be shown."""
    count = cell.of(what)
    if what in cell.hidden and not count.teachers:
        return Shown("", "", "", is_hidden=True)
    return Shown(hours(count.hours), hours(count.teachers), part(cell.part(what)), is_least=bool({what} & cell.hidden))


@dataclass(frozen=True)
class HeatCell:
    """A place in the heat table: where it leads, its shade, and what it says. None of it where nothing is taught."""

    subject: str
    stage: str
    cell: Cell | None

    @property
    def level(self) -> int:
        if self.cell is None or self.shown.is_hidden:
            return HIDDEN
        return self.cell.level

    @property
    def shade(self) -> str:
        return shade_of(self.level)

    @property
    def shown(self) -> Shown:
        return shown(self.cell or Cell(), LACKS)

    @property
    def short(self) -> str:
        """The text in the picture."""
        return _("skjult") if self.shown.is_hidden else self.shown.part


@dataclass(frozen=True)
class HeatRow:
    """A subject, its places by stage, and all stages together."""

    subject: str
    cells: Sequence[HeatCell]
    whole: HeatCell


@dataclass(frozen=True)
class HeatTable:
    """The heat map as a table, and the picture drawn from it."""

    stages: Sequence[str]
    rows: Sequence[HeatRow]

    @property
    def figure(self) -> HeatFigure:
        names = [*(stage(code) for code in self.stages), *([_("Alle trinn")] if self.has_sum else [])]
        return HeatFigure(
            _("Deler av timene som gis av noen som mangler studiepoeng"),
            names,
            [(_(subject_name(row.subject)), [_square(one) for one in self.columns(row)]) for row in self.rows],
        )

    @property
    def has_sum(self) -> bool:
        return len(self.stages) > 1

    def columns(self, row: HeatRow) -> list[HeatCell]:
        return [*row.cells, *([row.whole] if self.has_sum else [])]


def _square(one: HeatCell) -> Square | None:
    return None if one.cell is None else Square(one.level, one.short)


def heat_table(cells: dict[Key, Cell]) -> HeatTable:
    """Subjects by name, stages from the lowest."""
    places = grouped(cells, lambda key: (key.subject, key.stage))
    stages = sorted({key.stage for key in cells}, key=[*STAGES, "alle"].index)
    codes = sorted({key.subject for key in cells}, key=lambda code: _(subject_name(code)))
    rows = []
    for code in codes:
        own = [HeatCell(code, one, places.get((code, one))) for one in stages]
        rows.append(HeatRow(code, own, HeatCell(code, "", total(one.cell for one in own if one.cell))))
    return HeatTable(stages, rows)


@dataclass(frozen=True)
class CountRow:
    """A row of a table: what it is about, and its counts by verdict and trait."""

    name: str
    address: str
    cell: Cell
    second: str = ""

    @property
    def verdicts(self) -> list[tuple[str, Shown]]:
        return [(verdict, shown(self.cell, verdict)) for verdict in VERDICTS]

    @property
    def part_lacking(self) -> str:
        return shown(self.cell, LACKS).part or "–"

    @property
    def by_age(self) -> Shown:
        return shown(self.cell, BY_AGE)

    @property
    def left(self) -> Shown:
        return shown(self.cell, LEFT)

    @property
    def age_unknown(self) -> Shown:
        return shown(self.cell, AGE_UNKNOWN)


def rows_by_subject(cells: dict[Key, Cell]) -> list[CountRow]:
    """One row for each subject and stage, by name and then from the lowest stage."""
    found = grouped(cells, lambda key: (key.subject, key.stage))
    order = [*STAGES, "alle"]
    keys = sorted(found, key=lambda key: (_(subject_name(key[0])), order.index(key[1])))  # type: ignore[index]
    return [CountRow(_(subject_name(code)), code, found[code, one], stage(one)) for code, one in keys]  # type: ignore[misc]


def rows_by_area(found: NeedsMap, cells: dict[Key, Cell]) -> list[CountRow]:
    """One row for each school or county; those with the largest part of the hours first."""
    by_area = grouped(cells, lambda key: key.area)
    rows = [CountRow(found.areas.get(area, str(area)), str(area), cell) for area, cell in by_area.items() if area]  # type: ignore[call-overload]
    return sorted(rows, key=lambda row: (-row.cell.part(LACKS), row.name))


def by_year(found: NeedsMap, filters: Filters) -> list[CountRow]:
    """One row for each school year, oldest first."""
    return [CountRow(str(SchoolYear(y)), str(y), found.whole(filters, y)) for y in reversed(found.years)]


def trend(rows: list[CountRow]) -> LineFigure:
    """The part of the hours by verdict over the years, in whole per cent."""
    lines = {LACKS: _("Mangler studiepoeng"), "exempt": _("Unntatt"), "unknown": _("Ikke kjent")}
    return LineFigure(
        title=_("Timene år for år"),
        labels=[row.name for row in rows],
        series=[Series(name, [_percent(row.cell.part(what)) for row in rows]) for what, name in lines.items()],
        unit=_("prosent av timene"),
        label_heading=_("Skoleår"),
    )


def risk(rows: list[CountRow]) -> BarFigure:
    """Hours a week that are given by someone who reaches the age, by subject."""
    by_subject: dict[str, Cell] = {}
    for row in rows:
        by_subject[row.name] = by_subject.get(row.name, Cell()) + row.cell
    return BarFigure(
        title=_("Timer i uka som gis av lærere som når alderen"),
        labels=list(by_subject),
        series=[Series(_("Timer"), [int(cell.of(BY_AGE).hours) for cell in by_subject.values()])],
        unit=_("hele timer"),
        label_heading=_("Fag"),
    )


def _percent(value: Fraction) -> int:
    return int(value * 100 + Fraction(1, 2))
