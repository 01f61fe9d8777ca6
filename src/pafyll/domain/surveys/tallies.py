"""What the answers to one question come to: how many chose what, the mean of a scale, and what is too alike to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pafyll.domain.rules.questions import Kind, Question
from pafyll.domain.rules.questions.form import CHOSEN


@dataclass(frozen=True)
class Tally:
    """How many answered, how many gave each answer, and the mean in hundredths where the codes are numbers."""

    question: Question
    answered: int
    counts: tuple[tuple[str, int], ...] = ()  # by the answer's label, in the order of the question
    mean_hundredths: int | None = None
    median: str = ""

    @property
    def is_too_alike(self) -> bool:
        """Whether all who answered said the same, so that the tally tells what each of them said."""
        return self.question.kind in CHOSEN and self.answered in [count for _label, count in self.counts]

    def percent(self, count: int) -> int:
        """The share of those who answered, in whole per cent, half up."""
        return (200 * count + self.answered) // (2 * self.answered) if self.answered else 0


def tally_of(question: Question, answers: Iterable[Mapping[str, Any]]) -> Tally:
    """The tally of a question over the answers that have it. Texts are counted, not read."""
    values = [one[question.key] for one in answers if question.key in one]
    if question.kind in CHOSEN:
        return _chosen(question, values)
    if question.kind is Kind.TEXT:
        return Tally(question, len(values))
    return _numbers(question, [Decimal(str(value)) for value in values])


def _chosen(question: Question, values: list[Any]) -> Tally:
    codes = Counter(code for value in values for code in (value if isinstance(value, list) else [value]))
    counts = tuple((one.label, codes[one.code]) for one in question.choices)
    return Tally(question, len(values), counts, _mean(question, codes))


def _mean(question: Question, codes: Counter[str]) -> int | None:
    numbers = {code: count for code, count in codes.items() if code.isdigit()}
    total = sum(numbers.values())
    if question.kind is not Kind.SCALE or not total:
        return None
    return (200 * sum(int(code) * count for code, count in numbers.items()) + total) // (2 * total)


def _numbers(question: Question, numbers: list[Decimal]) -> Tally:
    """The median: the mean of numbers that a few have written wrong says little."""
    ordered = sorted(numbers)
    middle = ordered[len(ordered) // 2] if ordered else None
    return Tally(question, len(numbers), median="" if middle is None else f"{middle:f}".replace(".", ","))
