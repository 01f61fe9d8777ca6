"""`pafyll explain`, `pafyll verify` and `pafyll replay`: look into a result that is already written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from pafyll.cli.commands.allocate import use_language
from pafyll.cli.telling import Steps, Stop, answers
from pafyll.protocols.language import _

ResultsFolder = Annotated[
    Path, typer.Option("--results", metavar="MAPPE", help=_("Mappen som pafyll allocate skrev."), show_default=False)
]


def explain(
    application_id: Annotated[str, typer.Argument(metavar="SØKNAD", help=_("Søknadens id."), show_default=False)],
    results: ResultsFolder,
    language: Annotated[str, typer.Option(metavar="SPRÅK", help=_("nb eller nn."), show_default=False)] = "nb",
) -> None:
    from pafyll.cli.checking import result_of, sentences_of, translated_sentences_of

    use_language(language)
    sentences = sentences_of(results, application_id)
    if sentences is None:
        raise Stop(
            _("Søknaden {application} finnes ikke i {folder}.").format(application=application_id, folder=results)
        )
    if language != "nb":
        sentences = translated_sentences_of(results, application_id)
    answers.print(f"\n[bold]{escape(application_id)}: {escape(_outcome(result_of(results, application_id)))}[/]")
    for number, sentence in enumerate(sentences, 1):
        answers.print(f"  {number}. {sentence}", markup=False)


def _outcome(row: dict[str, Any]) -> str:
    if row["result"] == "granted":
        schemes = {"substitute": _("vikarordning"), "scholarship": _("stipendordning")}
        told = _("fikk plass på {offer} hos {provider} ({scheme}).")
        return told.format(offer=row["offer_id"], provider=row["provider"], scheme=schemes[row["scheme"]])
    return _("ikke godkjent av skoleeieren.") if row["result"] == "not_approved" else _("fikk ikke plass.")


explain.__doc__ = _("Vis begrunnelsen for én søknad, ledd for ledd.")


def verify(results: ResultsFolder) -> int:
    from pafyll.cli.checking import verify_results

    faults = verify_results(results, Steps())
    for fault in faults:
        answers.print(f"✗ {fault}", markup=False)
    if not faults:
        answers.print(_("Alt stemmer: filene er urørt, og fordelingen gir det samme igjen."))
    return 1 if faults else 0


verify.__doc__ = _("Fordel på nytt fra de lagrede filene, sammenlign, og kontroller hver søker mot reglene.")


def replay(results: ResultsFolder) -> int:
    from pafyll.cli.checking import replay_chains

    faults, count = replay_chains(results, Steps())
    for fault in faults[:50]:
        answers.print(f"✗ {fault}", markup=False)
    said = _("{count} begrunnelser er spilt av, og {wrong} ga et annet resultat enn det som står i results.csv.")
    answers.print(said.format(count=count, wrong=len(faults)))
    return 1 if faults else 0


replay.__doc__ = _("Spill av alle begrunnelsene og se at de leder til de samme resultatene.")
