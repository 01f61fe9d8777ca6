"""The whole command from files to files, against polars reading the same inputs and writing files of the same size.

`python -m benchmarks.bench_command` prints the table. The floor reads the three CSV files, and writes the result table
as CSV, a table of the chains' lines as text, the same table as Excel (polars' own writer), and the protocol's bytes.
The bound has a goal of its own (bench_bound), so the command runs with --no-bound. The command is a process of its own:
starting Python and loading libraries count.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.generator import RATES, Round, synthetic_round

GOAL = 15.0
ROUNDS = 3
TABLES = ("offers", "applications", "owners")


@dataclass(frozen=True)
class Row:
    """One line of the table: what, its time, the floor's time, and whether the ratio meets the goal."""

    name: str
    seconds: float
    floor: float
    goal: float | None = None

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"goal ≤ {self.goal:g}: {'met' if self.ratio <= self.goal else 'NOT MET'}"
        return f"{self.name:<58} {self.seconds:8.2f} s {self.floor:8.2f} s {self.ratio:7.2f} ×  {goal}"


def run(applicants: int = 100_000) -> list[Row]:
    """Interleaved rounds; the best of each side. Ratios, not seconds, are what may be compared across machines."""
    with tempfile.TemporaryDirectory() as folder:
        given = synthetic_round(applicants)
        _write_input(given, Path(folder))
        command, read, text, excel = [], [], [], []
        for number in range(ROUNDS):
            out = Path(folder) / f"out-{number}"
            command.append(_timed(lambda out=out: _command(given, Path(folder), out)))
            read.append(_timed(lambda: _read(Path(folder))))
            text.append(_timed(lambda out=out: _write_texts(out, Path(folder) / "floor")))
            excel.append(_timed(lambda out=out: _write_excel(out, Path(folder) / "floor")))
    size = f"{applicants:,} applications".replace(",", " ")
    floor = min(read) + min(text)
    return [
        Row(f"command, {size}: floor reads, writes same files", min(command), floor + min(excel), GOAL),
        Row(f"command, {size}: floor without the workbook", min(command), floor),
    ]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _write_input(given: Round, folder: Path) -> None:
    ranked = pl.when("approved").then("owner_rank").alias("owner_rank")
    tables = {"offers": given.offers, "applications": given.applications.with_columns(ranked), "owners": given.owners}
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv")
    rates = [(r.scheme, "", r.state_per_30_credits, r.owner_per_30_credits, r.source) for r in RATES.rates]
    names = ["scheme", "subjects", "state_per_30_credits", "owner_per_30_credits", "source"]
    pl.DataFrame(rates, schema=names, orient="row").write_csv(folder / "rates.csv")


def _command(given: Round, folder: Path, out: Path) -> None:
    tables = [part for name in (*TABLES, "rates") for part in (f"--{name}", str(folder / f"{name}.csv"))]
    rules = ["--rules", "2023-24", "--seed", "measured", "--state-money", str(given.state_money[0])]
    program = "import sys; from pafyll.cli import main; main(sys.argv[1:])"
    arguments = [sys.executable, "-c", program, "allocate", *tables, *rules, "--no-bound", "--out", str(out)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=600)


def _read(folder: Path) -> list[pl.DataFrame]:
    return [pl.read_csv(folder / f"{name}.csv") for name in TABLES]


def _write_texts(out: Path, floor: Path) -> None:
    """Files of the same size as the command's, by polars where they are tables, else as bytes."""
    floor.mkdir(exist_ok=True)
    _results(out).write_csv(floor / "results.csv")
    for name in TABLES:
        pl.read_csv(out / "input" / f"{name}.csv").write_csv(floor / f"{name}.csv")
    chains = pl.DataFrame({"line": (out / "chains.jsonl").read_text(encoding="utf-8").splitlines()})
    chains.write_csv(floor / "chains.jsonl", include_header=False, quote_style="never")
    for name in ("protocol.html", "protocol.pdf", "run.json", "figures.csv"):
        (floor / name).write_bytes((out / name).read_bytes())


def _write_excel(out: Path, floor: Path) -> None:
    _results(out).write_excel(floor / "results.xlsx")


def _results(out: Path) -> pl.DataFrame:
    return pl.read_csv(out / "results.csv")


def main() -> None:
    """Prints the table for 100 000 applications, or for the number given."""
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(row)


if __name__ == "__main__":
    main()
