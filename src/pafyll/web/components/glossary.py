"""The terms of docs/glossary.yaml: carried by the wheel beside this package, in a checkout under docs/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify
from django.utils.translation import get_language

import pafyll

PACKAGE = Path(pafyll.__file__).parent
PLACES = (PACKAGE / "docs" / "glossary.yaml", PACKAGE.parents[1] / "docs" / "glossary.yaml")


@dataclass(frozen=True)
class Term:
    """A Norwegian word, what it means here, its official English, and words it must not be mixed with."""

    nb: str
    nn: str
    en: str
    meaning_nb: str
    meaning_nn: str
    meaning_en: str
    not_the_same_as: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the term on the page, for links to it."""
        return "ord-" + slugify(self.nb)

    @property
    def word(self) -> str:
        """In the reader's language."""
        return {"nn": self.nn, "en": self.en}.get(get_language() or "", self.nb)

    @property
    def meaning(self) -> str:
        """In the reader's language."""
        return {"nn": self.meaning_nn, "en": self.meaning_en}.get(get_language() or "", self.meaning_nb)


@cache
def terms() -> tuple[Term, ...]:
    """Every term by the alphabet; none when the file did not come with the installation."""
    file = next((place for place in PLACES if place.exists()), None)
    content = yaml.safe_load(file.read_text(encoding="utf-8")) if file else {"terms": []}
    return tuple(sorted(map(_term, content["terms"]), key=lambda term: _alphabetical(term.nb)))


def term_of(word: str) -> Term | None:
    """The term with the bokmål word, or None."""
    return next((term for term in terms() if term.nb == word), None)


def found_terms(words: str) -> list[Term]:
    """The terms that hold all the words somewhere, in either language or English; all of them without words."""
    asked = words.lower().split()
    return [term for term in terms() if all(word in _everything(term) for word in asked)]


def _everything(term: Term) -> str:
    return " ".join((term.nb, term.nn, term.en, term.meaning_nb, term.meaning_nn, term.meaning_en)).lower()


def _term(row: dict[str, Any]) -> Term:
    return Term(
        nb=row["nb"],
        nn=row.get("nn", row["nb"]),
        en=row.get("en", ""),
        meaning_nb=row.get("meaning", ""),
        meaning_nn=row.get("meaning_nn", row.get("meaning", "")),
        meaning_en=row.get("meaning_en", row.get("meaning", "")),
        not_the_same_as=tuple(row.get("not_the_same_as", ())),
    )


def _alphabetical(word: str) -> str:
    """æ, ø and å come last, in that order."""
    return word.lower().translate(str.maketrans("æøå", "{|}"))
