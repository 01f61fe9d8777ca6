"""Fills a type's body with a context, and gives the document as blocks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template

from pafyll.apps.documents.blocks import Composition, Head
from pafyll.apps.documents.kinds import LANGUAGES, DocumentType
from pafyll.apps.documents.markup import read

SHARED = Path(__file__).parent / "shared"


class MissingFromContext(LookupError):
    """A body that asks for something its context does not have."""


class _Missing(str):
    """Stands where a body asks in vain, and says so."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: Any) -> str:
        raise MissingFromContext(str(name))


def compose(kind: DocumentType, *, head: Head, context: Any, language: str) -> Composition:
    """The document in the language, ready to be set. Raises MarkupFault and MissingFromContext."""
    title, blocks = read(_written(kind, head, context, language))
    return Composition(title, language, head, blocks)


def body_html(kind: DocumentType, *, head: Head, context: Any, language: str) -> str:
    """The body for a page, which has a heading of its own: without the title, escaped, in the tags of markup."""
    return re.sub(r"<h1>.*?</h1>\s*", "", _written(kind, head, context, language), count=1, flags=re.DOTALL)


def _written(kind: DocumentType, head: Head, context: Any, language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"Documents are written in {' and '.join(LANGUAGES)}, not {language}")
    return _template(kind, language).render(Context({"it": context, "head": head, "language": language}))


@cache
def _template(kind: DocumentType, language: str) -> Template:
    return _engine().from_string(kind.body(language).read_text(encoding="utf-8"))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(SHARED)], builtins=["pafyll.apps.documents.wording"], string_if_invalid=_Missing("%s"))
