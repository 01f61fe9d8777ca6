"""What must be there before answers can be sent: everything that is asked, and each thing that is missing by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pafyll.domain.answers import Answer, no
from pafyll.domain.rules.questions.answering import judged
from pafyll.domain.rules.questions.form import Kind, Question, QuestionForm, asked

MOST_FILES = 5  # Påfyll's own limit for one question, where the form sets none


@dataclass(frozen=True)
class Missing:
    """One question, the section that it is in, and what is wrong."""

    section: str
    question: Question
    answer: Answer


def missing_in(form: QuestionForm, answers: Mapping[str, Any], files: Mapping[str, int]) -> list[Missing]:
    """What stands in the way of sending, in the order of the form. files: how many there are, by question."""
    faults = judged(form, answers).faults
    found = []
    for question in asked(form, answers):
        answer = faults.get(question.key) or _missing(question, answers, files.get(question.key, 0))
        if answer is not None:
            section = form.section_of(question.key)
            found.append(Missing(section.key if section else "", question, answer))
    return found


def has_room_for_file(question: Question, already: int) -> bool:
    """Whether one more file may be attached to the question."""
    return already < (MOST_FILES if question.most is None else question.most)


def _missing(question: Question, answers: Mapping[str, Any], files: int) -> Answer | None:
    if question.kind is Kind.ATTACHMENT:
        return _missing_file(question, files)
    if question.key in answers or not question.is_required:
        return _too_few(question, answers.get(question.key))
    text, remedy = WORDS.get(question.kind, WORDS[Kind.TEXT])
    return no("not_answered", text, remedy=remedy, field=question.key)


def _missing_file(question: Question, files: int) -> Answer | None:
    least = max(question.least or 0, 1 if question.is_required else 0)
    if files >= least or (files == 0 and not question.is_required):
        return None
    return no("no_file", "Vedlegg mangler. Det skal være minst {least}.", field=question.key, least=least)


def _too_few(question: Question, value: Any) -> Answer | None:
    """Partners are added one by one, so that there are enough of them is asked only when the form is sent."""
    if question.kind is not Kind.PARTNERS or value is None or len(value) >= (question.least or 0):
        return None
    text = "Du har tatt med {count}. Det skal være minst {least}."
    return no("too_few", text, field=question.key, count=len(value), least=question.least)


WORDS = {
    Kind.TEXT: ("Spørsmålet er ikke besvart.", "Skriv et svar."),
    Kind.CHOICE: ("Spørsmålet er ikke besvart.", "Velg et svar."),
    Kind.SCALE: ("Spørsmålet er ikke besvart.", "Velg et svar."),
    Kind.CHOICES: ("Spørsmålet er ikke besvart.", "Kryss av for minst ett svar."),
    Kind.NUMBER: ("Tallet mangler.", "Skriv et tall."),
    Kind.AMOUNT: ("Beløpet mangler.", "Skriv et beløp i hele kroner."),
    Kind.PERSON_COUNT: ("Antallet mangler.", "Skriv hvor mange. Er det ingen, skriv 0."),
    Kind.PARTNERS: ("Ingen er valgt.", "Velg minst én."),
}
