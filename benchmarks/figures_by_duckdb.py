"""The same figures by DuckDB: what somebody would write who has the rows as Parquet."""

from __future__ import annotations

from pathlib import Path

COUNTS = ("applied", "approved", "granted", "admitted", "started", "completed")
PLACES = ("occupied", "gave_up", "refilled")
SUMS = ("state_cost", "owner_cost", "credits")


def duck(folder: Path) -> None:
    """Every topic that is made of applications, by the same breakdowns and totals, to three kinds of files."""
    import duckdb

    from pafyll.domain.statistics.indicators import TOPICS

    target = folder / "theirs"
    target.mkdir(exist_ok=True)
    with duckdb.connect() as db:
        people, places, answers = (f"'{folder / name}.parquet'" for name in ("people", "places", "answers"))
        both = f"(SELECT * FROM read_parquet([{people}, {places}], union_by_name = true))"
        asked = {
            "funnel": (people, [f"sum({one}) AS {one}" for one in COUNTS]),
            "places": (both, ["sum(capacity) AS capacity", *(f"sum({one}) AS {one}" for one in PLACES)]),
            "costs": (people, [*(f"sum({one}) AS {one}" for one in SUMS), *(_givers(one) for one in SUMS)]),
            "waiting": (people, ["median(waited) AS waited", "count(DISTINCT person) AS people"]),
            "responses": (answers, ["median(response) AS response", "count(DISTINCT person) AS people"]),
        }
        for code, (source, what) in asked.items():
            for by in TOPICS[code].breakdowns:
                name = f"{code}-{'-'.join(by)}"
                rest = f", CUBE ({', '.join(by[1:])})" if by[1:] else ""
                sql = f"SELECT {', '.join([*by, *what])} FROM {source} GROUP BY {by[0]}{rest} ORDER BY ALL"
                db.execute(f"CREATE OR REPLACE TABLE found AS {sql}")
                for form in ("csv", "json", "parquet"):
                    db.execute(f"COPY found TO '{target / name}.{form}' (FORMAT {form})")


def _givers(one: str) -> str:
    """How many give to a sum, and the two that give most."""
    return f"count(DISTINCT person) FILTER ({one} <> 0) AS people_{one}, max({one}, 2) AS most_{one}"
