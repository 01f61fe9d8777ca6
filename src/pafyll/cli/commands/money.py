"""`pafyll cost` and `pafyll schemes`: what a study costs and who carries it, and what the schemes say."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from typing import Annotated

import typer

from pafyll.cli.commands.allocate import use_language
from pafyll.cli.help import NOTHING
from pafyll.cli.language import _

STUDY, MONEY, OUTPUT = _("Studiet"), _("Penger"), _("Resultat")


def _option(text: str, panel: str, *names: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(*names, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)  # type: ignore[no-any-return]


SchemeCode = Annotated[str, _option(_("Ordningens kode, for eksempel substitute. Se: pafyll schemes."), STUDY, metavar="KODE")]  # fmt: skip
On = Annotated[str, _option(_("Dagen studiet starter; reglene og satsene er de som gjaldt da."), STUDY, metavar="ÅÅÅÅ-MM-DD")]  # fmt: skip
CreditsTaken = Annotated[str, _option(_("Studiepoeng i studieåret, for eksempel 30 eller 7,5."), STUDY, "--credits", metavar="ANTALL")]  # fmt: skip
SubjectTaken = Annotated[str, _option(_("Faget, som kode eller navn. Må oppgis der faget avgjør fordelingen."), STUDY, "--subject", metavar="FAG")]  # fmt: skip
Semesters = Annotated[str, _option(_("HV (høst og vår), H eller V. Uten: HV når studiet starter om høsten, ellers V."), STUDY, metavar="HVILKE")]  # fmt: skip
Travel = Annotated[int, _option(_("Anslag for reise i studieåret."), MONEY, metavar="KRONER")]
Stay = Annotated[int, _option(_("Anslag for opphold i studieåret."), MONEY, metavar="KRONER")]
Materials = Annotated[int, _option(_("Anslag for læremidler i studieåret."), MONEY, metavar="KRONER")]
RateGiven = Annotated[list[str], _option(_("En sats for 30 studiepoeng: cost=KRONER (hele kostnaden), state=KRONER eller owner=KRONER. Kan gjentas."), MONEY, "--rate", metavar="SATS")]  # fmt: skip
RateSource = Annotated[str, _option(_("Hvor satsene i --rate er hentet fra."), MONEY, metavar="TEKST")]
AsJson = Annotated[bool, _option(_("Skriv JSON i stedet for tabeller."), OUTPUT, "--json", metavar=NOTHING)]
Language = Annotated[str, _option(_("nb eller nn."), OUTPUT, metavar="SPRÅK")]
OneScheme = Annotated[str, _option(_("Vis bare denne ordningen."), OUTPUT, "--scheme", metavar="KODE")]


def cost(
    *,
    scheme: SchemeCode,
    on: On,
    credits: CreditsTaken,
    subject: SubjectTaken = "",
    semesters: Semesters = "",
    travel: Travel = 0,
    stay: Stay = 0,
    materials: Materials = 0,
    rate: RateGiven = [],  # noqa: B006 (typer copies it)
    rate_source: RateSource = "",
    json: AsJson = False,
    language: Language = "nb",
) -> None:
    from pafyll.cli.costing.question import question_of
    from pafyll.cli.costing.telling import tell_as_json, tell_as_tables

    use_language(language)
    question = question_of(scheme, on, credits, subject, semesters, (travel, stay, materials), rate, rate_source)
    shares = question.answer()
    (tell_as_json if json else tell_as_tables)(question, shares)


cost.__doc__ = _("Regn ut hva et studium koster, hvem som betaler, og i hvilket budsjettår.")


def schemes(*, scheme: OneScheme = "", json: AsJson = False, language: Language = "nb") -> None:
    from pafyll.cli.costing.listing import list_as_json, list_as_tables
    from pafyll.cli.costing.question import scheme_of
    from pafyll.domain.schemes import schemes as every_scheme

    use_language(language)
    chosen = [scheme_of(scheme)] if scheme else list(every_scheme().values())
    (list_as_json if json else list_as_tables)(chosen)


schemes.__doc__ = _("List ordningene med regimer, satser, kilder og det som mangler.")
