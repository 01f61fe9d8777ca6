"""What a form is: sections of questions, as data. A new year's form is a new value and no new program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

# Påfyll's own limits: no rule names any. They keep a form readable and an answer storable.
MOST_SECTIONS = 20
MOST_QUESTIONS = 100
MOST_CHOICES = 50
LONGEST_TEXT = 10_000
LARGEST = 1_000_000_000_000


class Kind(StrEnum):
    """What an answer is. The labels are what a case officer chooses between."""

    label: str

    def __new__(cls, value: str, label: str) -> Kind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    TEXT = "text", "Tekst"
    CHOICE = "choice", "Valg mellom svar"
    SCALE = "scale", "Skala"  # a choice whose answers stand in order; the codes that are numbers have a mean
    CHOICES = "choices", "Flere svar"  # any number of the answers
    NUMBER = "number", "Tall"
    AMOUNT = "amount", "Beløp i hele kroner"
    PERSON_COUNT = "person_count", "Antall personer"
    ATTACHMENT = "attachment", "Vedlegg"
    PARTNERS = "partners", "Samarbeidspartnere"  # bodies of the register, by organisation number


COUNTED = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERSON_COUNT})
ONE_CHOICE = frozenset({Kind.CHOICE, Kind.SCALE})  # what a condition can rest on
CHOSEN = ONE_CHOICE | {Kind.CHOICES}


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose between: what is stored, and what is read."""

    code: str
    label: str


@dataclass(frozen=True)
class Condition:
    """The question is asked only when an earlier choice was answered with one of the codes."""

    question: str
    answers: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return answers.get(self.question) in self.answers


@dataclass(frozen=True)
class Question:
    """One question. least and most: signs of a text, the number itself, or how many files or partners.

    among: which bodies a partner may be: "provider" or "owner".
    """

    key: str
    label: str
    kind: Kind
    is_required: bool = True
    help: str = ""
    choices: tuple[Choice, ...] = ()
    condition: Condition | None = None
    least: int | None = None
    most: int | None = None
    among: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the answer is a text of several lines."""
        return self.kind is Kind.TEXT and (self.most is None or self.most > 200)

    def label_of(self, code: str) -> str:
        """The label of a choice; the code itself where no choice has it."""
        return next((one.label for one in self.choices if one.code == code), code)


@dataclass(frozen=True)
class Section:
    """A part of the form that is filled in as one page."""

    key: str
    title: str
    questions: tuple[Question, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class QuestionForm:
    """The whole form, in the order in which it is asked."""

    sections: tuple[Section, ...] = ()

    def __iter__(self) -> Iterator[Question]:
        return (question for section in self.sections for question in section.questions)

    def question(self, key: str) -> Question | None:
        """The question with the key, or None."""
        return next((one for one in self if one.key == key), None)

    def section(self, key: str) -> Section | None:
        """The section with the key, or None."""
        return next((one for one in self.sections if one.key == key), None)

    def section_of(self, question: str) -> Section | None:
        """The section that the question is in, or None."""
        return next((one for one in self.sections if any(q.key == question for q in one.questions)), None)

    def with_section(self, changed: Section) -> QuestionForm:
        """The form with the section in place of the one with the same key."""
        return replace(self, sections=tuple(changed if one.key == changed.key else one for one in self.sections))


def is_asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether the question is asked of someone with these answers."""
    return question.condition is None or question.condition.holds(answers)


def asked(form: QuestionForm, answers: Mapping[str, Any]) -> list[Question]:
    """The questions that are asked, in order. One whose condition is itself not asked is not asked either."""
    shown: dict[str, Any] = {}
    found = []
    for question in form:
        if is_asked(question, shown):
            found.append(question)
            if question.key in answers:
                shown[question.key] = answers[question.key]
    return found


def answers_asked(form: QuestionForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to what is asked, in the order of the form. What is not asked is left out."""
    return {one.key: answers[one.key] for one in asked(form, answers) if one.key in answers}
