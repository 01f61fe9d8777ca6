"""Ten years of applications to all public figures in files, against DuckDB over the same rows as Parquet.

Ours reads the database, counts every topic by every breakdown and writes CSV, JSON-stat and Parquet. DuckDB reads one
Parquet file, groups it by the same breakdowns with the same totals and writes CSV, JSON and Parquet. Hiding is measured
by itself, since DuckDB hides nothing.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.row import Row, best_of

GOAL = 3.0
TODAY = date(2026, 3, 10)
FROM_APPLICATIONS = ("funnel", "places", "costs", "waiting", "responses")


def run(quick: bool) -> list[Row]:
    """Ten years of 10 147 applications; --quick takes two years of a fiftieth."""
    with _nation("short-nation" if quick else "nation", 2 if quick else 10) as folder:
        from benchmarks.figures_by_duckdb import duck
        from pafyll.apps.statistics.queries.facts import facts
        from pafyll.apps.statistics.queries.other_facts import capacities, responses

        facts().write_parquet(folder / "people.parquet")
        capacities().write_parquet(folder / "places.parquet")
        responses().write_parquet(folder / "answers.parquet")
        number = facts().height
        theirs, _ = best_of(3, lambda: duck(folder))
        ours, _ = best_of(3, lambda: _to_files(folder / "ours"))
        whole, topics = best_of(1, lambda: _count())
        started = time.perf_counter()
        hidden = _hide(topics)
        hiding = 1_000 * (time.perf_counter() - started)
    what = f"{number} applications"
    return [
        Row(f"{what}: database to files", ours, "DuckDB, Parquet to files", theirs, GOAL),
        Row(
            f"{what}: counting every topic, no files",
            whole,
            "DuckDB, Parquet to files",
            theirs,
            None,
            note="with the teachers' requirements, a rule a row",
        ),
        Row(f"{what}: hiding", hiding, "DuckDB, Parquet to files", theirs, None, note=f"{hidden} numbers hidden"),
    ]


@contextmanager
def _nation(size: str, years: int) -> Iterator[Path]:
    """A database of its own, with the nation's round and copies of it in the years before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PAFYLL_DATABASE"] = f"sqlite:///{folder / 'nation.sqlite3'}"
        os.environ.setdefault("PAFYLL_NOW", "2026-03-10")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed", size=size, verbosity=0)
        from benchmarks.earlier_years import add_years

        add_years(years - 1)
        yield folder


def _to_files(folder: Path) -> None:
    """As the worker counts and the pages write, with nothing hidden."""
    from pafyll.apps.statistics.queries import other_facts
    from pafyll.apps.statistics.queries.facts import facts
    from pafyll.apps.statistics.services.aggregating import counted
    from pafyll.apps.statistics.services.counting import places_of
    from pafyll.domain.statistics.indicators import TOPICS

    folder.mkdir(exist_ok=True)
    people = facts()
    rows = {"funnel": people, "places": places_of(people), "costs": people, "waiting": people}
    rows["responses"] = other_facts.responses()
    _write(folder, {code: counted(TOPICS[code], rows[code]) for code in FROM_APPLICATIONS})


def _write(folder: Path, topics: dict[str, Any]) -> None:
    from pafyll.apps.statistics.files import FORMATS
    from pafyll.apps.statistics.models import FigureTable, Release
    from pafyll.apps.statistics.queries.labels import labels_of
    from pafyll.apps.statistics.queries.releases import Shown
    from pafyll.apps.statistics.services.hiding import shown_of
    from pafyll.domain.statistics.indicators import TABLES

    release = Release(number=1, as_of=_now(), limit=5)
    release.labels = labels_of([table for one in topics.values() for table in one.tables])
    found: dict[tuple[str, ...], list[Shown]] = {}
    for one, dimensions, values in shown_of(topics, {}).tables:
        cells = [[*key, value] for key, value in sorted(values.items())]
        table = FigureTable(release=release, figure=one.code, version=1, dimensions=list(dimensions), cells=cells)
        found.setdefault((one.code, *dimensions), []).append(Shown(table))
    for address, (topic, by) in TABLES.items():
        tables = [shown for one in topic.indicators for shown in found.get((one.code, *by), [])]
        for form, (write, _kind) in FORMATS.items():
            if tables:
                (folder / f"{address}.{form}").write_bytes(write(tables))


def _now() -> Any:
    from pafyll.integrations.clock import now

    return now()


def _count() -> Any:
    from pafyll.apps.statistics.services.counting import count_topics

    return count_topics(TODAY)


def _hide(topics: Any) -> int:
    from pafyll.apps.statistics.services.hiding import public

    return len(public(topics, limit=5).hidden)
