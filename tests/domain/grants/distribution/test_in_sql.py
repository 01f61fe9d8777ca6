"""Sharing by a key, done a second time by a database: another way of reckoning, the same kroner."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from pafyll.domain.grants.distribution.dividing import by_one_rate
from tests.domain.allocation.long import LONG

SQL = (Path(__file__).parent / "share_by_key.sql").read_text(encoding="utf-8")
CASES, AT_A_TIME = (100_000, 2_000) if LONG else (400, 400)
POSTGRESQL = os.environ.get("PAFYLL_DATABASE", "").startswith("postgres")
Case = tuple[int, list[int]]


def cases(count: int, seed: int) -> list[Case]:
    """A total and weights: from none to more than anyone could want, with equal weights and zeros among them."""
    random = Random(seed)
    found = []
    for _ in range(count):
        largest = random.choice((3, 50, 10_000, 1_000_000))
        weights = [random.randint(0, largest) for _ in range(random.randint(1, 12))]
        found.append((random.choice((random.randint(0, 20), random.randint(0, 10**6), 39_700_000)), weights))
    return found


def kroner_by(
    run: Callable[[str], list[tuple[int, int, int]]], insert: Callable[..., None], given: list[Case]
) -> list[list[int]]:
    """What the database gives, as lists of kroner."""
    insert("cases", [(at, total) for at, (total, _) in enumerate(given)])
    rows = [(at, place, weight) for at, (_, weights) in enumerate(given) for place, weight in enumerate(weights)]
    insert("weights", rows)
    found = [[0] * len(weights) for _, weights in given]
    for at, place, kroner in run(SQL):
        found[at][place] = int(kroner)
    return found


def batches() -> Iterator[list[Case]]:
    for seed in range(CASES // AT_A_TIME):
        yield cases(AT_A_TIME, seed)


def test_sqlite_gives_the_same_kroner():
    for given in batches():
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE cases (case_id, total); CREATE TABLE weights (case_id, position, weight)")

        def insert(table: str, rows: list[tuple[int, ...]], database: sqlite3.Connection = database) -> None:
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

        found = kroner_by(lambda sql, database=database: database.execute(sql).fetchall(), insert, given)
        database.close()
        assert found == [by_one_rate(total, weights) for total, weights in given]


@pytest.mark.django_db  # else the suite's PostgreSQL part would leave it out
@pytest.mark.skipif(not POSTGRESQL, reason="The suite's PostgreSQL part runs this")
def test_postgresql_gives_the_same_kroner():
    import psycopg

    with psycopg.connect(os.environ["PAFYLL_DATABASE"]) as database:
        database.execute("CREATE TEMP TABLE cases (case_id bigint PRIMARY KEY, total bigint)")
        database.execute("CREATE TEMP TABLE weights (case_id bigint, position bigint, weight bigint)")

        def insert(table: str, rows: list[tuple[int, ...]]) -> None:
            marks = ", ".join(["%s"] * len(rows[0]))
            database.cursor().executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # type: ignore[arg-type]

        for given in batches():
            database.execute("TRUNCATE cases, weights")
            found = kroner_by(lambda sql: database.execute(sql).fetchall(), insert, given)  # type: ignore[arg-type]
            assert found == [by_one_rate(total, weights) for total, weights in given]
        database.rollback()
