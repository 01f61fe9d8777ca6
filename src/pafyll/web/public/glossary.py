"""The terms of docs/glossary.yaml: carried by the wheel beside this package, in a checkout under docs/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify

import pafyll

PACKAGE = Path(pafyll.__file__).parent
PLACES = (PACKAGE / "docs" / "glossary.yaml", PACKAGE.parents[1] / "docs" / "glossary.yaml")


@dataclass(frozen=True)
class Term:
    """A Norwegian word, what it means here, and its official English."""

    word: str
    meaning: str
    english: str
    also: str = ""

    @property
    def anchor(self) -> str:
        """The id of the term on the page, for links to it."""
        return "ord-" + slugify(self.word)


@cache
def terms() -> tuple[Term, ...]:
    """Every term by the alphabet; none when the file did not come with the installation."""
    file = next((place for place in PLACES if place.exists()), None)
    content = yaml.safe_load(file.read_text(encoding="utf-8")) if file else []
    rows = content.get("terms", []) if isinstance(content, dict) else content or []
    return tuple(sorted((_term(row) for row in rows), key=lambda term: _alphabetical(term.word)))


def found_terms(words: str) -> list[Term]:
    """The terms that hold all the words somewhere; all of them without words."""
    asked = words.lower().split()
    return [
        term for term in terms() if all(word in f"{term.word} {term.meaning} {term.english}".lower() for word in asked)
    ]


def _term(row: dict[str, Any]) -> Term:
    return Term(
        word=str(row.get("nb") or row.get("norwegian") or row.get("term") or ""),
        meaning=str(row.get("meaning") or row.get("explanation") or row.get("definition") or ""),
        english=str(row.get("en") or row.get("english") or ""),
        also=str(row.get("nn") or ""),
    )


def _alphabetical(word: str) -> str:
    """æ, ø and å come last, in that order."""
    return word.lower().translate(str.maketrans("æøå", "{|}"))
