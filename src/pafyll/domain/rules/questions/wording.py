"""An answer as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pafyll.domain.rules.questions.form import ONE_CHOICE, Kind, Question

NO_BREAK = "\u00a0"


def in_words(question: Question, value: Any, names: Mapping[str, str]) -> str:
    """The answer in words: a choice by its label, kroner with thousands apart, partners by name and number.

    names: organisations by number. An empty text where there is no answer.
    """
    if value is None:
        return ""
    if question.kind in ONE_CHOICE:
        return question.label_of(str(value))
    if question.kind is Kind.CHOICES:
        return "\n".join(question.label_of(str(code)) for code in value)
    if question.kind is Kind.PARTNERS:
        return "\n".join(f"{names[number]} ({number})" if number in names else number for number in value)
    if question.kind is Kind.NUMBER:
        return str(value).replace(".", ",")
    if question.kind in (Kind.AMOUNT, Kind.PERSON_COUNT):
        apart = f"{value:,}".replace(",", NO_BREAK)
        return f"{apart}{NO_BREAK}kr" if question.kind is Kind.AMOUNT else apart
    return str(value)
