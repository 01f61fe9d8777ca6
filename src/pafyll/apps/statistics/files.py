"""A published table as a file: CSV, Excel, JSON-stat 2.0 and Parquet, cell by cell what the page shows."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from pafyll.apps.statistics.queries.releases import Shown
from pafyll.domain.statistics.indicators import DIMENSIONS, TIMES, TOPICS
from pafyll.domain.statistics.rounding import EXACT
from pafyll.domain.statistics.tables import TOTAL

HIDDEN = ":"  # as Eurostat and Statistics Norway write "not shown"
ALL = "total"


def rows_of(tables: Sequence[Shown]) -> list[list[Any]]:
    """The dimensions as words and a number for each figure; None where it is hidden. Totals last."""
    first = tables[0]
    keys = sorted(
        first.counts, key=lambda key: [(code == TOTAL, word) for code, word in zip(key, first.words(key), strict=True)]
    )
    return [[*(word or _("I alt") for word in first.words(key)), *(one.counts[key] for one in tables)] for key in keys]


def headings_of(tables: Sequence[Shown]) -> list[str]:
    return [*(_(heading) for heading in tables[0].headings), *(_(one.indicator.label) for one in tables)]


def as_csv(tables: Sequence[Shown]) -> bytes:
    """Semicolons and a byte order mark, as Norwegian Excel reads it. A hidden number is a colon."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings_of(tables))
    writer.writerows([HIDDEN if cell is None else cell for cell in row] for row in rows_of(tables))
    return stream.getvalue().encode("utf-8-sig")


def as_parquet(tables: Sequence[Shown]) -> bytes:
    """Codes and numbers, null where a number is hidden; an empty code is the total."""
    first = tables[0]
    keys = sorted(first.counts)
    columns: dict[str, list[Any]] = {name: [key[at] for key in keys] for at, name in enumerate(first.dimensions)}
    columns |= {one.indicator.code: [one.counts[key] for key in keys] for one in tables}
    schema = {**dict.fromkeys(first.dimensions, pl.String), **{one.indicator.code: pl.Int64 for one in tables}}
    stream = BytesIO()
    pl.DataFrame(columns, schema=schema).write_parquet(stream)
    return stream.getvalue()


def as_json_stat(tables: Sequence[Shown]) -> bytes:
    """JSON-stat 2.0 (json-stat.org/full): one dataset with the figures as its metric; hidden is null with a status."""
    first, release = tables[0], tables[0].table.release
    codes = {name: [*first.values(name), *([] if name in TIMES else [TOTAL])] for name in first.dimensions}
    figures = [one.indicator.code for one in tables]
    keys: list[tuple[str, ...]] = [()]
    for name in first.dimensions:
        keys = [(*key, code) for key in keys for code in codes[name]]
    values = [one.counts.get(key) for key in keys for one in tables]
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": str(release),
        "source": _(_source(tables)),
        "updated": release.as_of.isoformat(),
        "id": [*first.dimensions, "figure"],
        "size": [*(len(codes[name]) for name in first.dimensions), len(figures)],
        "role": {"metric": ["figure"], "time": [name for name in first.dimensions if name in TIMES]},
        "dimension": {
            **{name: _category(name, codes[name], release.labels) for name in first.dimensions},
            "figure": _figures(tables),
        },
        "value": values,
        "status": {str(at): HIDDEN for at, value in enumerate(values) if value is None},
    }
    return json.dumps(dataset, ensure_ascii=False, indent=1).encode()


def rounding_of(tables: Sequence[Shown]) -> list[str]:
    """What a file says of how its counts are rounded; nothing where they are exact."""
    base = tables[0].table.release.rounding
    return [_("Antall er avrundet til nærmeste %(base)s.") % {"base": base}] if base > EXACT else []


def _source(tables: Sequence[Shown]) -> str:
    return next(topic.source for topic in TOPICS.values() if tables[0].indicator in topic.indicators)


def _category(name: str, codes: Sequence[str], labels: dict[str, dict[str, str]]) -> dict[str, Any]:
    words = {code or ALL: labels.get(name, {}).get(code, code) if code else _("I alt") for code in codes}
    return {"label": _(DIMENSIONS[name]), "category": {"index": list(words), "label": words}}


def _figures(tables: Sequence[Shown]) -> dict[str, Any]:
    ones = [one.indicator for one in tables]
    return {
        "label": _("Tall"),
        "category": {
            "index": [one.code for one in ones],
            "label": {one.code: _(one.label) for one in ones},
            "unit": {one.code: {"label": _(one.unit), "decimals": 0} for one in ones},
        },
        "note": [f"{_(one.label)}: {_(one.definition)}" for one in ones] + rounding_of(tables),
    }


FORMATS: dict[str, tuple[Callable[[Sequence[Shown]], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json_stat, "application/json"),
    "parquet": (as_parquet, "application/vnd.apache.parquet"),
}
