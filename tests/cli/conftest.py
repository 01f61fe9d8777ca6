"""The example round, and the command run in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from pafyll.cli import telling
from pafyll.cli.app import run
from pafyll.protocols import language

EXAMPLE = Path(__file__).parents[2] / "examples"
TABLES = ("offers", "applications", "owners", "rates")


@dataclass
class Told:
    """What the command said and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def pafyll(capsys, monkeypatch) -> Callable[..., Told]:
    """Runs the command with the arguments, in bokmål, on a wide screen."""

    def call(*arguments: object) -> Told:
        for console in (telling.console, telling.answers):
            monkeypatch.setattr(console, "_width", 200)
        try:
            status = run([str(argument) for argument in arguments])
        finally:
            language.use("nb")
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return call


@pytest.fixture
def files(tmp_path) -> dict[str, Path]:
    """The example's files, copied so that a test may spoil them."""
    copies = {name: tmp_path / f"{name}.csv" for name in TABLES}
    for name, path in copies.items():
        path.write_bytes((EXAMPLE / f"{name}.csv").read_bytes())
    return copies


def allocate_arguments(files: dict[str, Path], out: Path, *more: object) -> list[object]:
    """`pafyll allocate` on the files."""
    tables = [part for name, path in files.items() for part in (f"--{name}", path)]
    return [
        "allocate",
        *tables,
        "--rules",
        "2023-24",
        "--seed",
        "frø",
        "--state-money",
        19_000_000,
        "--out",
        out,
        *more,
    ]


def spoil(path: Path, before: str, after: str) -> None:
    """Replaces a text in a file, once; the text must be there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def read_example(name: str) -> pl.DataFrame:
    """A table of the example as typed columns, decimal commas understood."""
    return pl.read_csv(EXAMPLE / f"{name}.csv", separator=";", decimal_comma=True)
