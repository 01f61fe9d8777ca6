"""`pafyll rules …` and `pafyll draw`: the published rules, and a draw number that anyone can check."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from shlex import quote
from typing import Annotated

import typer

from pafyll.cli.help import Command, Group
from pafyll.cli.telling import Stop, answers
from pafyll.protocols.language import _, said

rules = typer.Typer(
    cls=Group,
    options_metavar="",
    subcommand_metavar=_("KOMMANDO"),
    help=_("Les reglene slik de er publisert, fra de samme tallene som fordelingen bruker."),
    no_args_is_help=True,
)


@rules.command("list", cls=Command, options_metavar="", help=_("List regelsettene som finnes."))
def list_rules() -> None:
    from pafyll.domain.allocation import known_rulesets, ruleset

    for year in known_rulesets():
        answers.print(f"[bold]{year}[/]  {_(ruleset(year).title)}")


@rules.command(
    "show", cls=Command, options_metavar="", help=_("Vis reglene for et studieår, med kilder og fingeravtrykk.")
)
def show_rules(
    year: Annotated[str, typer.Argument(metavar="STUDIEÅR", help=_("For eksempel 2023-24."), show_default=False)],
) -> None:
    from pafyll.domain.allocation import RuleFault, known_rulesets, published_text, rules_hash, ruleset

    try:
        found = ruleset(year)
    except RuleFault as error:
        text = _("Det finnes ingen regler for {year}. Regler finnes for: {known}.")
        raise Stop(text.format(year=year, known=", ".join(known_rulesets()))) from error
    answers.print(f"\n[bold]{_(found.title)}[/]")
    for section in published_text(found):
        if section.sentences:
            answers.print(f"\n[bold cyan]{_(section.title)}[/]")
            for sentence in section.sentences:
                answers.print(f"  • {said(sentence)}")
    answers.print("\n" + _("Kilde: {source}").format(source=found.source))
    answers.print(_("Fingeravtrykk: {hash}").format(hash=rules_hash(found)))


def draw(
    seed: Annotated[str, typer.Argument(metavar="FRØ", help=_("Frøet slik det ble kunngjort."), show_default=False)],
    application_id: Annotated[str, typer.Argument(metavar="SØKNAD", help=_("Søknadens id."), show_default=False)],
) -> None:
    from pafyll.domain.allocation import draw_number

    number = draw_number(seed, application_id)
    answers.print(_("Loddet til {application} er {number} (i heksadesimal {hex}). Det laveste går først.").format(application=application_id, number=number, hex=f"{number:016x}"))  # fmt: skip
    answers.print(_("Kontroller det selv:"))
    answers.print(f"  printf '%s' {quote(f'{seed}:{application_id}')} | sha256sum | cut -c1-16", markup=False)


draw.__doc__ = _("Vis og kontroller et lodd i trekningen.")
