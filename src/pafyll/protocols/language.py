"""The language of a protocol: bokmål is the source text, nynorsk comes from the same catalogue as the pages."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.domain.allocation import Text

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = ("nb", "nn")
_chosen: ContextVar[str] = ContextVar("language of the protocol", default="nb")  # each request has its own


def use(language: str) -> None:
    """Chooses the language of every text from here on."""
    _chosen.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The language of every text inside."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def _(text: str) -> str:
    """The text in the chosen language, bokmål where it is not translated."""
    return _catalogue(_chosen.get()).gettext(text) if text else ""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=True)


def said(text: Text) -> str:
    """A sentence of the rules in the chosen language."""
    return _(text.template).format_map(text.facts)
