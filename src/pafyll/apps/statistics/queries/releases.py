"""Releases and their tables, as pages and files show them. Nothing here touches applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.statistics.models import FigureTable, Release
from pafyll.apps.statistics.permissions import visible_releases
from pafyll.domain.lifecycles.release import ReleaseStatus
from pafyll.domain.statistics.indicators import DIMENSIONS, INDICATORS, TABLES, TOPICS, Indicator, Kind, Topic
from pafyll.domain.statistics.rounding import EXACT, Seen
from pafyll.domain.statistics.tables import FIGURE, TOTAL, Cell


@dataclass(frozen=True)
class Shown:
    """A published table in words: a row for each value of the dimensions, with the count or None where it is hidden."""

    table: FigureTable

    @property
    def indicator(self) -> Indicator:
        return INDICATORS[self.table.figure]

    @property
    def dimensions(self) -> list[str]:
        return list(self.table.dimensions)

    @property
    def headings(self) -> list[str]:
        return [DIMENSIONS[name] for name in self.dimensions]

    @cached_property
    def counts(self) -> dict[tuple[str, ...], int | None]:
        return {tuple(cell[:-1]): cell[-1] for cell in self.table.cells}

    def words(self, key: Sequence[str]) -> list[str]:
        """The key in the words of the release, in the reader's language where there is one; "" for a total."""
        labels = self.table.release.labels
        return [
            "" if code == TOTAL else gettext(labels.get(name, {}).get(code, code))
            for name, code in zip(self.dimensions, key, strict=True)
        ]

    def values(self, dimension: str) -> list[str]:
        """The codes of the dimension, in the order of their words."""
        at = self.dimensions.index(dimension)
        codes = {key[at] for key in self.counts} - {TOTAL}
        labels = self.table.release.labels.get(dimension, {})
        return sorted(codes, key=lambda code: (labels.get(code, code), code))


def published(viewer: Viewer) -> QuerySet[Release]:
    """The releases that are published, the newest first."""
    return visible_releases(viewer).filter(status=ReleaseStatus.PUBLISHED)


def tables_by(release: Release, dimensions: Sequence[str], topic: Topic = TOPICS["funnel"]) -> list[Shown]:
    """The topic's tables in the release by exactly these dimensions, one for each figure in order. One query."""
    order = [one.code for one in topic.indicators]
    rows = release.tables.filter(figure__in=order).select_related("release")
    found = [row for row in rows if row.dimensions == list(dimensions)]
    return [Shown(row) for row in sorted(found, key=lambda row: order.index(row.figure))]


def addresses_in(release: Release) -> list[str]:
    """The addresses of the tables that the release has, in the order of the topics. One query."""
    there = {(figure, tuple(dimensions)) for figure, dimensions in release.tables.values_list("figure", "dimensions")}
    return [
        address
        for address, (topic, dimensions) in TABLES.items()
        if any((one.code, tuple(dimensions)) in there for one in topic.indicators)
    ]


def hidden_before(release: Release) -> set[Cell]:
    """Every cell that a published release has hidden. Organisations keep their keys from release to release."""
    rows = FigureTable.objects.filter(release__status=ReleaseStatus.PUBLISHED).exclude(release=release)
    return {_cell(row, cell[:-1]) for row in rows for cell in row.cells if cell[-1] is None}


def shown_before(release: Release) -> dict[Cell, Seen]:
    """Every count that a published release has shown, as the last one showed it."""
    rows = FigureTable.objects.filter(release__status=ReleaseStatus.PUBLISHED).exclude(release=release)
    rows = rows.select_related("release").order_by("release__number", "pk")
    return {_cell(row, cell[:-1]): _seen(row, cell[-1]) for row in rows for cell in row.cells if cell[-1] is not None}


def next_number() -> int:
    """The number of the next release."""
    return (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _seen(table: FigureTable, number: int) -> Seen:
    is_count = INDICATORS[table.figure].kind == Kind.COUNT
    return Seen(number, table.release.rounding if is_count else EXACT)


def _cell(table: FigureTable, key: Sequence[str]) -> Cell:
    named = {(name, code) for name, code in zip(table.dimensions, key, strict=True) if code != TOTAL}
    return frozenset({(FIGURE, table.figure), *named})
