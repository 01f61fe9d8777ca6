"""Everything public of a nation, in two releases, attacked at once. `make attack` takes the whole nation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command

from benchmarks.earlier_years import add_years
from pafyll.apps.statistics.services.counting import count_topics
from pafyll.apps.statistics.services.hiding import Public, public, shown_of
from pafyll.domain.statistics.disclosure import LIMIT, Why
from pafyll.domain.statistics.indicators import AMONG, FUNNEL
from pafyll.domain.statistics.rounding import Seen
from pafyll.domain.statistics.tables import FIGURE, Table
from tests.domain.statistics.intruder import PublicTable, recovered

IS_LONG = bool(os.environ.get("PAFYLL_LONG"))
SIZE, YEARS = ("nation", 10) if IS_LONG else ("short-nation", 3)
COUNTS = {"applied", "approved", "granted", "admitted", "started", "completed", "occupied", "gave_up", "refilled"}
STEPS = [*((FUNNEL[i].code, (FUNNEL[i + 1].code,)) for i in range(len(FUNNEL) - 1)), *AMONG]

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(60)]


def as_published(release: Public) -> list[PublicTable]:
    return [(one.code, dimensions, values) for one, dimensions, values in release.tables if one.code in COUNTS]


def test_nothing_is_recovered_from_all_releases():
    call_command("seed", size=SIZE, verbosity=0)
    add_years(YEARS - 2)
    first = public(count_topics(date(2026, 3, 10)), limit=LIMIT)
    add_years(1, since=YEARS - 2)
    said = {
        frozenset({(FIGURE, one.code), *((n, v) for n, v in zip(dimensions, key, strict=True) if v)}): Seen(value)
        for one, dimensions, values in first.tables
        for key, value in values.items()
        if value is not None
    }
    topics = count_topics(date(2026, 3, 10))
    second = public(topics, limit=LIMIT, earlier=first.hidden, known=said)
    found = recovered([as_published(first), as_published(second)], STEPS, LIMIT)

    assert Why.SMALL in second.hidden.values()
    few = {name for tables in topics.values() for name in _few(tables.tables)}
    assert {name: bounds for name, bounds in found.items() if name in few} == {}


def _few(tables: list[Table]) -> Iterator[tuple[str, ...]]:
    """Of whom there are fewer than the limit. What is hidden to protect them may be found, since it is of many."""
    for table in tables:
        for key, count in table.counts.items():
            if count < LIMIT:
                named = sorted(f"{n}={v}" for n, v in zip(table.dimensions, key, strict=True) if v)
                yield (table.figure, *named)


def test_the_intruder_succeeds_where_only_small_numbers_are_hidden():
    """The attack itself is tried: without the numbers that protect, it finds people."""
    call_command("seed", size="short-nation", verbosity=0)
    add_years(0)
    topics = count_topics(date(2026, 3, 10))
    small = {cell: why for cell, why in public(topics, limit=LIMIT).hidden.items() if why == Why.SMALL}

    assert recovered([as_published(shown_of(topics, small))], STEPS, LIMIT)
