"""From the options of `pafyll qualifications` to a checked file of staff."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pafyll.cli.telling import Faulty, Stop
from pafyll.integrations.clock import today
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import Unreadable
from pafyll.integrations.tables.staff import (
    LEAVE_OUT,
    CheckedStaff,
    column_called,
    failed_rows_file,
    headings_of,
    read_staff,
    unknown_headings,
)
from pafyll.protocols.language import _


def read(path: Path, chosen: Sequence[str], *, extra_columns: bool) -> CheckedStaff:
    """The checked file. chosen are "Heading=column" from the command line. Raises Faulty, or Stop for a wrong option."""
    try:
        headings = headings_of(path)
    except Unreadable as error:
        raise Faulty(error.faults) from error
    columns = {heading: column_called(heading) for heading in headings} | _chosen(chosen, headings)
    staff = read_staff(path, mapping=columns, today=today())
    left_out = {option.partition("=")[0].strip().lower() for option in chosen}
    unknown = [] if extra_columns else unknown_headings(staff.file, headings, staff.columns)
    unknown = [fault for fault in unknown if fault.column.lower() not in left_out]
    return _with(staff, unknown) if unknown else staff


def write_failed(staff: CheckedStaff, path: Path) -> None:
    """Writes the failed rows where the person wants them. Raises Stop for a name of another kind of file."""
    name, content = failed_rows_file(staff, _)
    if path.suffix.lower() != Path(name).suffix:
        said = _(
            "Radene skrives i samme format som filen kom i. Velg et navn som slutter på {suffix} til --failed-rows."
        )
        raise Stop(said.format(suffix=Path(name).suffix))
    path.write_bytes(content)


def _with(staff: CheckedStaff, faults: list[Fault]) -> CheckedStaff:
    return CheckedStaff(staff.file, staff.raw, staff.columns, staff.frame, [*faults, *staff.faults])


def _chosen(options: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    written = {heading.lower(): heading for heading in headings}
    return dict(_choice(option, written) for option in options)


def _choice(option: str, written: dict[str, str]) -> tuple[str, str]:
    heading, _equals, word = option.partition("=")
    column = LEAVE_OUT if word.strip() == "-" else column_called(word)
    if heading.strip().lower() not in written:
        said = _("Filen har ingen kolonne som heter «{heading}». Den har: {known}.")
        raise Stop(said.format(heading=heading.strip(), known=", ".join(written.values())))
    if not column and word.strip() != "-":
        said = _(
            "«{option}» kan ikke leses. Skriv --map 'Overskrift i filen=kolonne', for eksempel 'Stp=studiepoeng', eller 'Merknad=-' for en kolonne som ikke skal med."
        )
        raise Stop(said.format(option=option))
    return written[heading.strip().lower()], column


def day_of(text: str) -> date:
    """The day of --on. Raises Stop."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Stop(_("Datoen {date} kan ikke leses. Skriv den som 2023-04-30.").format(date=text)) from error
