"""`pafyll qualifications`: how every teacher in a file stands to the qualification requirements on a day."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pafyll.cli.commands.allocate import use_language
from pafyll.cli.help import NOTHING
from pafyll.cli.telling import Faulty, Steps, Stop
from pafyll.protocols.language import _

if TYPE_CHECKING:
    from pafyll.integrations.tables.staff import CheckedStaff

FILES, OUTPUT = _("Filer inn"), _("Resultat")


def _option(text: str, panel: str, *names: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(*names, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)  # type: ignore[no-any-return]


Staff = Annotated[Path, typer.Argument(metavar="FIL", help=_("De ansatte: CSV, Excel eller Parquet, én rad for hver person og fag."), show_default=False)]  # fmt: skip
On = Annotated[str, _option(_("Dagen svarene skal gjelde; reglene er de som gjaldt da."), FILES, "--on", metavar="ÅÅÅÅ-MM-DD")]  # fmt: skip
Map = Annotated[list[str], _option(_("Hva en overskrift i filen er, som 'Stp=studiepoeng', eller 'Merknad=-' når den ikke skal med. Kan gjentas."), FILES, "--map", metavar="HVA")]  # fmt: skip
ExtraColumns = Annotated[bool, _option(_("Tillat kolonner som ikke er kjent; de får ingen virkning."), FILES, "--extra-columns", metavar=NOTHING)]  # fmt: skip
Errors = Annotated[Path | None, _option(_("Skriv alle feil i denne filen, hvis det er noen."), FILES, metavar="FIL")]
FailedRows = Annotated[Path | None, _option(_("Skriv radene med feil i denne filen, i samme format som de kom, så de kan rettes."), FILES, "--failed-rows", metavar="FIL")]  # fmt: skip
Out = Annotated[Path | None, _option(_("Mappen som resultatet skrives i."), OUTPUT, "--out", metavar="MAPPE")]
Replace = Annotated[bool, _option(_("Bytt ut et tidligere resultat i mappen."), OUTPUT, "--replace", metavar=NOTHING)]
AsJson = Annotated[bool, _option(_("Skriv JSON i stedet for tabeller."), OUTPUT, "--json", metavar=NOTHING)]
Language = Annotated[str, _option(_("nb eller nn."), OUTPUT, metavar="SPRÅK")]


def qualifications(
    staff: Staff,
    *,
    on: On,
    map: Map = [],  # noqa: B006 (typer copies it)
    extra_columns: ExtraColumns = False,
    errors: Errors = None,
    failed_rows: FailedRows = None,
    out: Out = None,
    replace: Replace = False,
    json: AsJson = False,
    language: Language = "nb",
) -> int:
    from pafyll.cli.qualifying.answers import answers_of
    from pafyll.cli.qualifying.reading import day_of
    from pafyll.cli.qualifying.telling import tell, tell_as_json
    from pafyll.cli.qualifying.writing import write
    from pafyll.cli.writing import refuse_unsafe

    use_language(language)
    day = day_of(on)
    if out is None and not json:
        raise Stop(_("Oppgi mappen som resultatet skal skrives i, med --out, eller be om --json."))
    if out is not None:
        refuse_unsafe(out, replace=replace)
    steps = Steps(quiet=json)
    checked = _read(staff, map, extra_columns, errors, failed_rows, steps)
    with steps.step(_("Svarer for hver lærer og hvert fag")):
        answers = answers_of(checked.sound, day)
    if out is not None:
        write(out, answers, file=checked.file, day=day, steps=steps)
    if json:
        tell_as_json(answers, day)
    else:
        tell(answers, day, out)
    return 0


qualifications.__doc__ = _("Finn ut hvem som oppfyller kompetansekravet, er unntatt, eller mangler studiepoeng.")


def _read(
    staff: Path, chosen: list[str], extra_columns: bool, errors: Path | None, failed_rows: Path | None, steps: Steps
) -> CheckedStaff:
    """The file without a fault. Raises Faulty with every fault, after writing the failed rows if they are wanted."""
    from pafyll.cli.qualifying.reading import read, write_failed
    from pafyll.protocols.numbers import number

    try:
        with steps.step(_("Leser og kontrollerer filen")) as found:
            checked = read(staff, chosen, extra_columns=extra_columns)
            found.append(_("{count} rader").format(count=number(checked.frame.height)))
    except Faulty as faulty:
        raise Faulty(faulty.faults, errors) from None
    if checked.faults:
        if failed_rows is not None and checked.failed:
            write_failed(checked, failed_rows)
        raise Faulty(checked.faults, errors)
    return checked
