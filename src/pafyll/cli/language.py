"""The language of the command line: bokmål is the source text, nynorsk comes from the same catalogue as the pages."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.domain.allocation import Text

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = ("nb", "nn")
_chosen: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Chooses the language of every text from here on."""
    global _chosen
    _chosen = gettext.translation("django", LOCALE, [language], fallback=True)


def _(text: str) -> str:
    """The text in the chosen language, bokmål where it is not translated."""
    return _chosen.gettext(text) if text else ""


def said(text: Text) -> str:
    """A sentence of the rules in the chosen language."""
    return _(text.template).format_map(text.facts)
