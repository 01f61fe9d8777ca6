"""The command line's table of contents: every command, its panel, and errors in plain words."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from rich.markup import escape

from pafyll.cli.commands.allocate import allocate, check
from pafyll.cli.commands.deadline import deadline
from pafyll.cli.commands.distribute import distribute
from pafyll.cli.commands.look import explain, replay, verify
from pafyll.cli.commands.money import cost, schemes
from pafyll.cli.commands.plan import plan
from pafyll.cli.commands.qualifications import qualifications
from pafyll.cli.commands.rules import draw, rules
from pafyll.cli.help import Command, Group, name_the_panels
from pafyll.cli.telling import Faulty, Stop, console, tell_faults
from pafyll.protocols import language
from pafyll.protocols.language import _

language.use(os.environ.get("PAFYLL_LANGUAGE", "nb"))
name_the_panels()

ABOUT = _(
    "Påfyll fordeler studieplasser i videreutdanning etter publiserte regler, på filer og uten server.\n\n"
    "Prøv eksempelet: pafyll allocate --offers examples/offers.csv --applications examples/applications.csv "
    "--owners examples/owners.csv --rates examples/rates.csv --rules 2023-24 --seed 'Fjordvik 2023' "
    "--state-money 19000000 --out results/"
)
ALLOCATE, EXPLAIN, CONTROL, RULES = _("1. Fordele"), _("2. Forklare"), _("3. Kontrollere"), _("4. Reglene")
MONEY, STAFF = _("5. Pengene"), _("6. De ansatte")

app = typer.Typer(
    name="pafyll",
    cls=Group,
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    options_metavar="",
    subcommand_metavar=_("KOMMANDO [VALG]"),
)
OPTIONS = _("[VALG]")
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=ALLOCATE)(allocate)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=ALLOCATE)(check)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=EXPLAIN)(explain)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=EXPLAIN)(draw)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=CONTROL)(verify)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=CONTROL)(replay)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=MONEY)(cost)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=MONEY)(schemes)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=MONEY)(distribute)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=STAFF)(qualifications)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=STAFF)(plan)
app.add_typer(rules, name="rules", rich_help_panel=RULES)
app.command(cls=Command, options_metavar=OPTIONS, rich_help_panel=RULES)(deadline)


def main(arguments: list[str] | None = None) -> None:
    """Runs a command. Exit status: 0 done, 1 something is not as it should be, 2 the input must be put right."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """The exit status of a command; every error that a person can act on is told in plain words."""
    try:
        return int(app(arguments, standalone_mode=False, prog_name="pafyll") or 0)
    except Stop as stop:
        console.print(f"[bold red]{escape(str(stop))}[/]")
        return stop.status
    except Faulty as faulty:
        tell_faults(faulty.faults, faulty.errors)
        return 2
    except typer.TyperException as error:
        return _told(error)
    except OSError as error:
        said = _("Kan ikke lese eller skrive {file}: {why}. Kontroller mappen og rettighetene.")
        console.print(f"[bold red]{escape(said.format(file=error.filename, why=error.strerror))}[/]")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        console.print(_("Avbrutt. Ingenting er skrevet."))
        return 130


def _told(error: Any) -> int:
    """Says what is wrong with the arguments, and where the help is. No arguments at all asks for the help itself."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return 0
    command = error.ctx.command_path if getattr(error, "ctx", None) else "pafyll"
    text = _in_words(error) + " " + _("Se hjelpen: {command} --help").format(command=command)
    console.print(f"[bold red]{escape(text)}[/]")
    return 2


def _in_words(error: Any) -> str:
    kind = type(error).__name__
    if kind == "MissingParameter":
        return _("Mangler {name}.").format(name=_named(error))
    if kind == "NoSuchOption":
        near = _(" Mente du {near}?").format(near=error.possibilities[0]) if error.possibilities else ""
        return _("Kjenner ikke valget {name}.").format(name=error.option_name) + near
    if kind == "BadParameter":
        wanted = _WANTED.get(error.param.metavar if error.param else "", error.message)
        return _("Verdien til {name} kan ikke brukes. Der skal det stå {wanted}.").format(
            name=_named(error), wanted=wanted
        )
    if error.message.startswith("No such command"):
        return _("Kjenner ikke kommandoen {name}.").format(name=error.message.split("'")[1])
    return str(error.message)


_WANTED = {"KRONER": _("et helt antall kroner, som 19000000"), "ANTALL": _("et helt tall")}


def _named(error: Any) -> str:
    """The option as the person writes it, or the argument's name as the help shows it."""
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    name = str(parameter.opts[-1])
    return name if name.startswith("-") else str(parameter.metavar or name)
