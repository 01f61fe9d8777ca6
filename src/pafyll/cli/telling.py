"""What the command line says while it works, and how it says that something is wrong. Everything goes to stderr."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from pafyll.integrations.tables.faults import Fault, faults_as_csv
from pafyll.protocols.faulty import Faulty
from pafyll.protocols.language import _
from pafyll.protocols.numbers import number

__all__ = ["Faulty", "Steps", "Stop", "answers", "console", "tell_faults"]
MOST_PRINTED = 50
console = Console(stderr=True, highlight=False, soft_wrap=True)
answers = Console(highlight=False, soft_wrap=True)


class Stop(Exception):
    """The command cannot go on; the text says why and what to do. Status 2 is the person's, 1 is ours."""

    def __init__(self, text: str, status: int = 2) -> None:
        super().__init__(text)
        self.status = status


class Steps:
    """A line per step: a spinner while it runs, then what it found and how long it took."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    @contextmanager
    def step(self, doing: str) -> Iterator[list[str]]:
        """Shows `doing` until the block ends; the block may append what it found to the list it gets."""
        found: list[str] = []
        started = time.perf_counter()
        if self.quiet:
            yield found
            return
        with console.status(escape(doing)):
            yield found
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
        result = f": {escape(', '.join(found))}" if found else ""
        console.print(f"  [green]✓[/] {escape(doing)}{result} [dim]({seconds} s)[/]")


def tell_faults(faults: Sequence[Fault], errors: Path | None) -> None:
    """The first faults one by one, then a summary; all of them in the file `errors` when it is given."""
    files = list(dict.fromkeys(fault.file for fault in faults))
    console.print(f"[bold red]{escape(_summary(len(faults), files))}[/]\n")
    for fault in faults[:MOST_PRINTED]:
        console.print(f"[bold]{escape(_place(fault))}[/]")
        console.print(f"  {escape(fault.text(_))}\n  [cyan]→ {escape(fault.remedy(_))}[/]")
    if len(faults) > MOST_PRINTED:
        _tell_rest(faults)
    if errors is not None:
        errors.write_text("\ufeff" + faults_as_csv(faults, _), encoding="utf-8")
        console.print("\n" + escape(_("Alle feilene står i {file}.").format(file=errors)))


def _summary(count: int, files: Sequence[str]) -> str:
    named = ", ".join(files)
    if count == 1:
        return _("1 feil i {files}. Ingenting er skrevet.").format(files=named)
    return _("{count} feil i {files}. Ingenting er skrevet.").format(count=number(count), files=named)


def _place(fault: Fault) -> str:
    parts = [fault.file]
    if fault.row is not None:
        parts.append(_("rad {row}").format(row=fault.row))
    if fault.column:
        parts.append(_("kolonne {column}").format(column=fault.column))
    if fault.value:
        parts.append(_("verdi «{value}»").format(value=fault.value[:80]))
    return ", ".join(parts)


def _tell_rest(faults: Sequence[Fault]) -> None:
    said = _("Her er de {shown} første vist. Alle etter fil og kolonne:").format(shown=MOST_PRINTED)
    console.print(f"\n[bold]{escape(said)}[/]")
    for (file, column, kind), count in Counter((f.file, f.column, f.kind) for f in faults).most_common(20):
        console.print(escape(f"  {number(count):>9}  {file} {column} ({kind})"))
    console.print(escape(_("Kjør igjen med --errors feil.csv for å få alle i en fil.")))
