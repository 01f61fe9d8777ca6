"""Runs every benchmarks/bench_*.py, prints one ratio table each, and keeps them in benchmarks/results/.

python -m benchmarks [--quick] [name …]
"""

from __future__ import annotations

import importlib
import json
import platform
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.row import Row

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results"


def main(arguments: list[str]) -> int:
    """Exit status 1 when a goal is not met."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is also stopped
    quick = "--quick" in arguments
    chosen = [a for a in arguments if not a.startswith("-")]
    names = [p.stem.removeprefix("bench_") for p in sorted(FOLDER.glob("bench_*.py"))]
    missed = 0
    for name in [n for n in names if not chosen or n in chosen]:
        rows = importlib.import_module(f"benchmarks.bench_{name}").run(quick)
        show(name, rows)
        keep(name, rows)
        missed += sum(row.is_met is False for row in rows)
    return 1 if missed else 0


def show(name: str, rows: list[Row]) -> None:
    """Prints the table."""
    table = Table(title=name)
    for heading in ("what", "ours", "yardstick", "theirs", "ratio", "goal", "met"):
        table.add_column(heading, justify="left" if heading in ("what", "yardstick") else "right")
    for row in rows:
        table.add_row(*cells(row))
    Console(width=150).print(table)


def cells(row: Row) -> list[str]:
    """A row as text."""
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    met = {True: "yes", False: "NO", None: ""}[row.is_met]
    ours, theirs = f"{row.ours:,.1f} {row.unit}", f"{row.theirs:,.1f} {row.unit}"
    return [
        row.what + (f" ({row.note})" if row.note else ""),
        ours,
        row.yardstick,
        theirs,
        f"{row.ratio:.3g}",
        goal,
        met,
    ]


def keep(name: str, rows: list[Row]) -> None:
    """Writes the table as Markdown and as JSON."""
    RESULTS.mkdir(exist_ok=True)
    lines = ["| what | ours | yardstick | theirs | ratio | goal | met |", "| --- | --: | --- | --: | --: | --: | --- |"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    machine = (
        f"Python {platform.python_version()}, {platform.machine()}. Ratios within one run; trust them, not the times."
    )
    (RESULTS / f"{name}.md").write_text("\n".join([f"# {name}", "", machine, "", *lines, ""]), encoding="utf-8")
    content = [{**asdict(row), "ratio": row.ratio, "met": row.is_met} for row in rows]
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
