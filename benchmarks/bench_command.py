"""The whole command from files to files, against polars reading the same inputs and writing files of the same size.

`python -m benchmarks command` prints the table. The floor reads the three CSV files, and writes the result table
as CSV, a table of the chains' lines as text, the same table as Excel (polars' own writer), and the protocol's bytes.
The bound has a goal of its own (bench_bound), so the command runs with --no-bound. The command is a process of its own:
starting Python and loading libraries count.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from benchmarks.generator import RATES, Round, synthetic_round
from benchmarks.row import Row

GOAL = 15.0
ROUNDS = 3
TABLES = ("offers", "applications", "owners")


class Spent(NamedTuple):
    """Seconds on the wall and of the processors; the second bears a busy machine better."""

    wall: float
    cpu: float


def run(quick: bool = False) -> list[Row]:
    """Interleaved rounds; the best of each side. Ratios, not seconds, are what may be compared across machines."""
    applicants = 10_000 if quick else 100_000
    with tempfile.TemporaryDirectory() as folder:
        given = synthetic_round(applicants)
        _write_input(given, Path(folder))
        command, read, text, excel = [], [], [], []
        for number in range(ROUNDS):
            out = Path(folder) / f"out-{number}"
            command.append(_timed(lambda out=out: _command(given, Path(folder), out)))
            read.append(_timed(lambda: _read(Path(folder))))
            made = _loaded(out)
            text.append(_timed(lambda made=made: _write_texts(made, Path(folder) / "floor")))
            excel.append(_timed(lambda made=made: made.results.write_excel(Path(folder) / "results.xlsx")))
    size = f"{applicants:,} applications".replace(",", " ")
    rows = []
    for kind in Spent._fields:
        ours, reading, texts, workbook = (
            1_000 * min(getattr(spent, kind) for spent in side) for side in (command, read, text, excel)
        )
        rows.append(
            Row(
                f"command, {size}",
                ours,
                "polars: read, write the same files",
                reading + texts + workbook,
                GOAL,
                note=kind,
            )
        )
        rows.append(Row(f"command, {size}", ours, "the same without its workbook", reading + texts, None, note=kind))
    return rows


def _timed(work: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Spent(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    """Seconds of the processors, of this process and those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


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
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def _read(folder: Path) -> list[pl.DataFrame]:
    return [pl.read_csv(folder / f"{name}.csv") for name in TABLES]


@dataclass(frozen=True)
class Made:
    """What the command wrote, in memory: loading it is no part of the floor."""

    results: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    chains: pl.DataFrame
    others: dict[str, bytes]


def _loaded(out: Path) -> Made:
    lines = (out / "chains.jsonl").read_text(encoding="utf-8").splitlines()
    others = ("protocol.html", "protocol.pdf", "run.json", "figures.csv")
    return Made(
        pl.read_csv(out / "results.csv"),
        {name: pl.read_csv(out / "input" / f"{name}.csv") for name in TABLES},
        pl.DataFrame({"line": lines}),
        {name: (out / name).read_bytes() for name in others},
    )


def _write_texts(made: Made, floor: Path) -> None:
    """Files of the same size as the command's, by polars where they are tables, else as bytes."""
    floor.mkdir(exist_ok=True)
    made.results.write_csv(floor / "results.csv")
    for name, table in made.tables.items():
        table.write_csv(floor / f"{name}.csv")
    made.chains.write_csv(floor / "chains.jsonl", include_header=False, quote_style="never")
    for name, content in made.others.items():
        (floor / name).write_bytes(content)
