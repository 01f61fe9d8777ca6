"""`pafyll distribute`: a frame shared out by a pipeline of steps, with the chain behind every krone."""

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
    from pafyll.cli.distributing.reading import Asked, Given

FILES, MONEY, OUTPUT = _("Filer inn"), _("Penger"), _("Resultat")


def _option(text: str, panel: str, *names: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(*names, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)  # type: ignore[no-any-return]


Place = Annotated[str, typer.Argument(metavar="PIPELINE", help=_("En YAML-fil med stegene, eller navnet på en av modellene."), show_default=False)]  # fmt: skip
Frame = Annotated[int | None, _option(_("Rammen som skal fordeles, i hele kroner."), MONEY, "--frame", metavar="KRONER")]  # fmt: skip
Keys = Annotated[Path | None, _option(_("Mottakerne med nøkkeltall: CSV, Excel eller Parquet, én rad for hver."), FILES, "--keys", metavar="FIL")]  # fmt: skip
Requests = Annotated[Path | None, _option(_("Behovene, én rad for hvert."), FILES, "--requests", metavar="FIL")]
Mergers = Annotated[Path | None, _option(_("Kommuner som er slått sammen: gammelt og nytt nummer og dato."), FILES, "--mergers", metavar="FIL")]  # fmt: skip
Merge = Annotated[bool, _option(_("Legg tallene for kommuner som er borte, til dem som tok over. Hver sum blir vist."), FILES, "--merge", metavar=NOTHING)]  # fmt: skip
On = Annotated[str, _option(_("Dagen nøkkeltallene gjelder. Uten: dagen nøkkelen er telt, hvis den står i pipelinen."), FILES, "--on", metavar="ÅÅÅÅ-MM-DD")]  # fmt: skip
Given_ = Annotated[list[str], _option(_("Et tall som pipelinen spør etter, som owners_percent=70. Kan gjentas."), MONEY, "--set", metavar="NAVN=VERDI")]  # fmt: skip
ExtraColumns = Annotated[bool, _option(_("Tillat kolonner som ikke er kjent; de får ingen virkning."), FILES, "--extra-columns", metavar=NOTHING)]  # fmt: skip
Errors = Annotated[Path | None, _option(_("Skriv alle feil i denne filen, hvis det er noen."), FILES, metavar="FIL")]
Explain = Annotated[bool, _option(_("Si pipelinen med ord, uten å fordele noe."), OUTPUT, "--explain", metavar=NOTHING)]
Out = Annotated[Path | None, _option(_("Mappen som resultatet skrives i."), OUTPUT, "--out", metavar="MAPPE")]
Replace = Annotated[bool, _option(_("Bytt ut et tidligere resultat i mappen."), OUTPUT, "--replace", metavar=NOTHING)]
AsJson = Annotated[bool, _option(_("Skriv JSON i stedet for tabeller."), OUTPUT, "--json", metavar=NOTHING)]
Language = Annotated[str, _option(_("nb eller nn."), OUTPUT, metavar="SPRÅK")]


def distribute(
    pipeline: Place,
    *,
    frame: Frame = None,
    keys: Keys = None,
    requests: Requests = None,
    mergers: Mergers = None,
    merge: Merge = False,
    on: On = "",
    set: Given_ = [],  # noqa: B006 (typer copies it)
    extra_columns: ExtraColumns = False,
    errors: Errors = None,
    explain: Explain = False,
    out: Out = None,
    replace: Replace = False,
    json: AsJson = False,
    language: Language = "nb",
) -> int:
    from pafyll.cli.distributing.reading import Asked, day_of, given_by
    from pafyll.cli.writing import refuse_unsafe

    use_language(language)
    given = given_by(set)
    if explain:
        return _explain(pipeline, given)
    if frame is None or keys is None:
        raise Stop(_("Oppgi rammen med --frame og mottakerne med --keys, eller be om --explain."))
    if frame < 0:
        raise Stop(_("Rammen må være 0 kroner eller mer."))
    if merge and mergers is None:
        raise Stop(_("Oppgi hvilke kommuner som er slått sammen, med --mergers."))
    if out is not None:
        refuse_unsafe(out, replace=replace)
    return _carry_out(Asked(pipeline, keys, requests, mergers, merge, day_of(on), given, extra_columns), frame, errors, out, json)  # fmt: skip


distribute.__doc__ = _("Fordel en ramme etter en pipeline av steg, med begrunnelse for hver krone.")


def _explain(place: str, given: dict[str, str]) -> int:
    from pafyll.cli.distributing.reading import pipeline_at
    from pafyll.cli.distributing.telling import tell_words

    tell_words(pipeline_at(place, given))
    return 0


def _carry_out(asked: Asked, frame: int, errors: Path | None, out: Path | None, json: bool) -> int:
    from pafyll.cli.distributing.reading import refused
    from pafyll.cli.distributing.telling import tell, tell_as_json
    from pafyll.cli.distributing.writing import write
    from pafyll.domain.answers import Refusal
    from pafyll.domain.grants.distribution import distribute as share_out
    from pafyll.domain.values import Kroner

    steps = Steps(quiet=json)
    given = _read(asked, errors, steps)
    try:
        with steps.step(_("Fordeler rammen")):
            done = share_out(given.pipeline, frame=Kroner(frame), recipients=given.recipients, requests=given.requests)
    except Refusal as refusal:
        raise refused(refusal) from None
    if out is not None:
        write(out, done, given, asked, steps=steps)
    if json:
        tell_as_json(done, given)
    else:
        tell(done, given, out)
    return 0


def _read(asked: Asked, errors: Path | None, steps: Steps) -> Given:
    from pafyll.cli.distributing.reading import read_given
    from pafyll.protocols.numbers import number

    try:
        with steps.step(_("Leser og kontrollerer filene")) as found:
            given = read_given(asked)
            found.append(_("{count} mottakere").format(count=number(len(given.recipients))))
    except Faulty as faulty:
        raise Faulty(faulty.faults, errors) from None
    return given
