"""What the two commands that fill an empty installation share: the file, its faults, and what became of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext

from pafyll.apps.organisations.registering import Told
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import RawTable, Unreadable, read

MOST_SHOWN = 40


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path, help="CSV or Excel; docs/howto/install.md shows the columns")
    parser.add_argument("--source", required=True, help="who the rows come from, and when")
    parser.add_argument("--save", action="store_true", help="carry it out; without it the plan is shown")


def table(file: Path) -> RawTable:
    """The file's rows as texts. Raises CommandError in words."""
    try:
        return read(file)
    except Unreadable as unreadable:
        raise CommandError("\n".join(_sentence(fault) for fault in unreadable.faults)) from None


def refuse(faults: Iterable[Fault]) -> None:
    """Raises CommandError with every fault, when there are any."""
    lines = [_sentence(fault) for fault in faults]
    if lines:
        rest = [f"… {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
        raise CommandError("\n".join(["Nothing is registered.", *lines[:MOST_SHOWN], *rest]))


def summary(told: Iterable[Told], *, save: bool) -> list[str]:
    """A line for each row that changes something, and the sum."""
    told = list(told)
    lines = [f"{one.outcome}: {one.what}" for one in told if one.outcome != "same"]
    counted = Counter(one.outcome for one in told)
    sums = ", ".join(f"{counted[outcome]} {outcome}" for outcome in ("new", "changed", "same"))
    return [*lines, f"{sums}. {'Registered.' if save else 'Nothing is written; add --save to carry it out.'}"]


def _sentence(fault: Fault) -> str:
    place = " ".join(filter(None, [f"row {fault.row}" if fault.row else "", fault.column]))
    return ": ".join(filter(None, [place, f"{fault.text(gettext)} {fault.remedy(gettext)}"]))
