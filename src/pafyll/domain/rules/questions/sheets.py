"""A form as rows of a sheet, and the answers read back from such rows: the same questions, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.rules.questions.form import CHOSEN, ONE_CHOICE, Kind, Question, QuestionForm, Section

HEADINGS = ("Del", "Spørsmål", "Svar", "Slik svarer du", "Kortnavn")
KEY, ANSWER = "kortnavn", "svar"
MOST_ROWS = 1_000


@dataclass(frozen=True)
class SheetAnswers:
    """What the sheet says, by key, and where it says it: row 1 is the one with the headings."""

    given: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def rows_of(form: QuestionForm, answers: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """One row for each question under the headings."""
    return [_row(section, one, answers) for section in form.sections for one in section.questions]


def _row(section: Section, question: Question, answers: Mapping[str, Any]) -> tuple[Any, ...]:
    shown = shown_in_cell(question, answers.get(question.key))
    return (section.title, question.label, shown, how_to_answer(question), question.key)


def shown_in_cell(question: Question, value: Any) -> Any:
    """The answer as it stands in a cell: a choice by its label, partners by number, whole numbers as numbers."""
    if value is None:
        return ""
    if question.kind in ONE_CHOICE:
        return question.label_of(value)
    if question.kind is Kind.CHOICES:
        return "\n".join(question.label_of(code) for code in value)
    if question.kind is Kind.PARTNERS:
        return ", ".join(value)
    return value.replace(".", ",") if question.kind is Kind.NUMBER else value


def how_to_answer(question: Question) -> str:
    """What may stand in the answer's cell, in one line or two."""
    labels = " / ".join(one.label for one in question.choices) if question.kind in CHOSEN else ""
    lines = {
        Kind.TEXT: "Tekst",
        Kind.CHOICE: "Ett av: " + labels,
        Kind.SCALE: "Ett av: " + labels,
        Kind.CHOICES: "Ett eller flere, hvert på sin linje: " + labels,
        Kind.NUMBER: "Et tall",
        Kind.AMOUNT: "Et beløp i hele kroner",
        Kind.PERSON_COUNT: "Hvor mange personer",
        Kind.ATTACHMENT: "Lastes opp på siden, ikke her",
        Kind.PARTNERS: "Organisasjonsnumre med komma mellom",
    }
    must = "" if question.is_required else " (valgfritt)"
    most = f", inntil {question.most} tegn" if question.kind is Kind.TEXT and question.most else ""
    return f"{lines[question.kind]}{most}{must}"


def read_rows(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> SheetAnswers:
    """The answers of the sheet, not judged yet. Raises Refusal for a sheet that is not this form's."""
    columns = {str(name).strip().casefold(): at for at, name in reversed(list(enumerate(headings)))}
    if KEY not in columns or ANSWER not in columns:
        raise _refused(
            "not_this_sheet",
            "Arket har ikke kolonnene «Svar» og «Kortnavn».",
            "Last ned skjemaet som Excel herfra, og fyll ut det arket.",
        )
    found = SheetAnswers()
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise _refused("too_many_rows", "Arket har for mange rader.", "Bruk arket du lastet ned herfra.")
        key = _cell(row, columns[KEY])
        if not str(key or "").strip():
            _refuse_lost_answer(row, columns[ANSWER], number)
            continue
        _take(found, str(key).strip(), _cell(row, columns[ANSWER]), number)
    if not found.rows:
        raise _refused("no_rows", "Arket har ingen svar.", "Fyll ut kolonnen «Svar», og prøv igjen.")
    return found


def _take(found: SheetAnswers, key: str, answer: Any, number: int) -> None:
    if key in found.rows:
        text = "Kortnavnet «{key}» står både i rad {first} og rad {second}."
        raise _refused("row_twice", text, "Slett den ene raden.", key=key[:60], first=found.rows[key], second=number)
    found.given[key] = answer
    found.rows[key] = number


def _refuse_lost_answer(row: Sequence[Any], at: int, number: int) -> None:
    """An answer that nobody can tell the question of is said, and not dropped."""
    if str(_cell(row, at) or "").strip():
        text = "Rad {row} har et svar, men kortnavnet er borte. Vi vet ikke hvilket spørsmål det hører til."
        raise _refused("key_is_gone", text, "Last ned arket på nytt, og lim svarene inn.", row=number)


def _cell(row: Sequence[Any], at: int) -> Any:
    return row[at] if at < len(row) else None


def _refused(code: str, text: str, remedy: str, **facts: Any) -> Refusal:
    return Refusal(no(code, text, remedy=remedy, field="file", **facts))


def unknown_key(key: str, row: int) -> Answer:
    """What is said of a row whose question the form does not have."""
    text = "Rad {row}: spørsmålet «{key}» finnes ikke i skjemaet."
    return no("unknown_question", text, remedy="Last ned arket på nytt.", row=row, key=key[:60])
