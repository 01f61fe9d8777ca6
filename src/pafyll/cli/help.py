"""The help pages in Norwegian, down to the words that the library writes by itself."""

from __future__ import annotations

from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from pafyll.protocols.language import _

NOTHING = " "  # a flag takes no value, so the help shows none


class Command(TyperCommand):
    """A command with Norwegian help."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _told(super().get_help_option(ctx))


class Group(TyperGroup):
    """A family of commands with Norwegian help."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _told(super().get_help_option(ctx))


def _usage(text: str) -> str:
    return text.replace("Usage:", _("Bruk:"))


def _told(option: Any) -> Any:
    if option is not None:
        option.help, option.metavar = _("Vis denne hjelpen."), NOTHING
    return option


def name_the_panels() -> None:
    """Norwegian titles on the panels that the library names."""
    rich_utils.OPTIONS_PANEL_TITLE = _("Valg")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Oppgi")
    rich_utils.COMMANDS_PANEL_TITLE = _("Kommandoer")
    rich_utils.REQUIRED_LONG_STRING = _("(må oppgis)")
    rich_utils.DEFAULT_STRING = _("(ellers {})")
