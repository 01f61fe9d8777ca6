"""A file of changes: one row for each who is concerned, gathered to one change for each word under change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pafyll.apps.support.services.planning_changes import Becomes, Planned
from pafyll.domain.rules.reorganising import ReorganisationKind

COLUMNS = {"change", "kind", "day", "from", "to", "name", "heir", "source"}
Row = Mapping[str, str]


def planned_in(rows: Iterable[Row], *, file: str) -> Iterator[tuple[str, Planned | str]]:
    """(the change's word, what is planned), or what is wrong with its rows, in the order of the file."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[(row["change"] or "").strip()].append(row)
    for name, theirs in found.items():
        yield name, _planned(name, theirs, file) if name else "the row names no change"


def _planned(name: str, rows: list[Row], file: str) -> Planned | str:
    first = rows[0]
    if any((row["kind"], row["day"]) != (first["kind"], first["day"]) for row in rows):
        return "its rows name different kinds or days"
    try:
        kind, day = ReorganisationKind(first["kind"].strip()), date.fromisoformat(first["day"].strip())
    except ValueError as wrong:
        return str(wrong)
    sources = list(dict.fromkeys(row["from"].strip() for row in rows if row["from"].strip()))
    becomes = {row["to"].strip(): Becomes(row["to"].strip(), row["name"].strip()) for row in rows if row["to"].strip()}
    heir = next((row["to"].strip() for row in rows if row["heir"].strip()), "")
    source = next((row["source"].strip() for row in rows if row["source"].strip()), "")
    return Planned(kind, day, source, sources, list(becomes.values()), heir, key=f"{file}:{name}"[:80])
