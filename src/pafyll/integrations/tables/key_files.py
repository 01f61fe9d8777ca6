"""A file of figures to share by, as a case officer sends it: the columns of the command's key file, or Norwegian ones.

docs/howto/distribute.md shows the columns.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pafyll.domain.grants.distribution import Key, Recipient
from pafyll.domain.grants.distribution.mergers import Merger, merged
from pafyll.domain.grants.distribution.texts import Text
from pafyll.integrations.tables.distribution import read_keys, read_mergers
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import RawTable, Unreadable, read

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")
NORWEGIAN = {
    "organisasjonsnummer": "number",
    "orgnr": "number",
    "navn": "name",
    "slag": "kind",
    "fylke": "county",
    "fylkesnummer": "county",
    "kommune": "municipality",
    "kommunenummer": "municipality",
    "eier": "owner",
    "gjelder fra": "starts_on",
    "gjelder til": "ends_before",
    "lærerårsverk": "teacher_fte",
    "barnehageårsverk": "kindergarten_fte",
    "tall": "figure",
    "gammelt": "old",
    "nytt": "new",
    "kilde": "source",
}


@dataclass(frozen=True)
class SentFile:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class KeyFigures:
    """The file's recipients with their figures, what was added together on the way, and everything that is wrong."""

    recipients: tuple[Recipient, ...]
    notes: tuple[Text, ...]
    faults: tuple[Fault, ...]


def read_key_file(file: SentFile, figure: str, *, on: date | None, mergers: SentFile | None = None) -> KeyFigures:
    """The column `figure` of the file, in hundredths. With mergers, municipalities that had ended go to their heirs."""
    try:
        ended, faults = read_mergers(table_in(mergers)) if mergers else ((), [])
        found = read_keys(
            table_in(file), {figure: Key(figure, figure)}, on=on, mergers=ended, merge=mergers is not None,
            extra_columns=True,
        )  # fmt: skip
    except Unreadable as error:
        return KeyFigures((), (), tuple(error.faults))
    recipients, notes = _merged(found.recipients, on, ended)
    return KeyFigures(recipients, notes, (*faults, *found.faults))


def table_in(file: SentFile) -> RawTable:
    """The file's table, with Norwegian headings read as what they mean. Raises Unreadable."""
    name = Path(file.name.replace("\\", "/")).name or "fil"
    if Path(name).suffix.lower() not in ENDINGS:
        raise Unreadable(Fault(name, None, "", Path(name).suffix or name, "file_kind"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(file.content)
        table = read(path)
    return replace(table, headings=tuple(NORWEGIAN.get(heading, heading) for heading in table.headings))


def _merged(
    recipients: tuple[Recipient, ...], on: date | None, mergers: Sequence[Merger]
) -> tuple[tuple[Recipient, ...], tuple[Text, ...]]:
    return merged(recipients, on, mergers) if mergers and on is not None else (recipients, ())
