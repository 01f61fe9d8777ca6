"""Judging an answer: the same whether it comes from a page, from a program or from a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.rules.questions.form import LARGEST, LONGEST_TEXT, Kind, Question, QuestionForm

SPACES = re.compile(r"[\s\u00a0\u202f]+")
LONGEST_NUMBER = 30  # signs that are looked at as a number at all
DECIMALS = 2
NUMBER_LENGTH = 9


@dataclass(frozen=True)
class Judged:
    """What was understood, by key in the form's order, and what was not, by key, each with what to do."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Answer] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()  # keys that the form does not have: nothing is dropped in silence

    @property
    def is_sound(self) -> bool:
        return not self.faults and not self.unknown


def judged(form: QuestionForm, given: Mapping[str, Any]) -> Judged:
    """Every given answer as it is kept, or what is wrong with it. An empty answer is no answer, and never a fault."""
    answers: dict[str, Any] = {}
    faults: dict[str, Answer] = {}
    for question in form:
        if question.key not in given or question.kind is Kind.ATTACHMENT:
            continue
        try:
            value = value_of(question, given[question.key])
        except Refusal as refusal:
            faults[question.key] = refusal.answer
        else:
            if value is not None:
                answers[question.key] = value
    files = {one.key for one in form if one.kind is Kind.ATTACHMENT}
    known = {one.key for one in form} - files
    unknown = tuple(str(key) for key in given if key not in known and not (key in files and _is_empty(given[key])))
    return Judged(answers, faults, unknown)


def value_of(question: Question, raw: Any) -> Any:
    """The answer as it is kept: str, int, or a list of codes or organisation numbers; None for an empty one.

    Raises Refusal with what is wrong, for any value whatever.
    """
    return None if _is_empty(raw) else READERS[question.kind](question, raw)


def _is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list | tuple) and not raw)


def _text(question: Question, raw: Any) -> str:
    words = _words(question, raw)
    most = LONGEST_TEXT if question.most is None else question.most
    if len(words) > most:
        text = "Svaret er på {count} tegn. Det er plass til {most}."
        raise _refused(question, "text_too_long", text, "Kort det ned.", count=len(words), most=most)
    if question.least is not None and len(words) < question.least:
        text = "Svaret er på {count} tegn. Skriv minst {least}."
        raise _refused(question, "text_too_short", text, "Utdyp svaret.", count=len(words), least=question.least)
    return words


def _words(question: Question, raw: Any) -> str:
    """The text, with one kind of line break. A number in a cell of a sheet is read as the text that it shows."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise _refused(question, "not_text", "Svaret må være tekst.", "Skriv svaret med ord.")
    shown = _shortest(raw) if isinstance(raw, float) else str(raw)
    lines = shown.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or (ord(sign) >= 32 and not 0xD800 <= ord(sign) < 0xE000))
    return kept.strip()


def _shortest(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)


def _choice(question: Question, raw: Any) -> str:
    word = _words(question, raw).casefold()
    for one in question.choices:
        if word in (one.code.casefold(), one.label.casefold()):
            return one.code
    labels = ", ".join(f"«{one.label}»" for one in question.choices)
    text = "«{given}» er ikke et av svarene."
    raise _refused(question, "no_such_choice", text, "Velg et av dem som står der.", given=word[:60], labels=labels)


def _choices(question: Question, raw: Any) -> list[str] | None:
    """The codes of what is chosen, each once, in the order of the question: that of ticking says nothing."""
    parts = list(raw) if isinstance(raw, list | tuple | set | frozenset) else _words(question, raw).split("\n")
    given = {_choice(question, one) for one in parts if not _is_empty(one)}
    _count_within(question, len(given))
    return [one.code for one in question.choices if one.code in given] or None


def _number(question: Question, raw: Any) -> str:
    number = _decimal(question, raw)
    if number != number.quantize(Decimal(1).scaleb(-DECIMALS)):
        text = "Tallet har mer enn {most} desimaler."
        raise _refused(question, "too_many_decimals", text, "Rund det av.", most=DECIMALS)
    _within(question, number)
    return _plain(number)


def _plain(number: Decimal) -> str:
    """12.50 as 12.5, and 100 as 100: the same number is always kept the same way."""
    kept = format(number.normalize(), "f")
    return "0" if kept in ("-0", "0") else kept


def _whole(question: Question, raw: Any) -> int:
    number = _decimal(question, raw)
    if number != number.to_integral_value():
        noun = "kroner" if question.kind is Kind.AMOUNT else "personer"
        text = "Skriv et helt antall {noun}, uten desimaler."
        raise _refused(question, "not_whole", text, "Rund det av.", noun=noun)
    if number < 0:
        raise _refused(question, "below_zero", "Tallet kan ikke være under null.", "Skriv 0 eller mer.")
    _within(question, number)
    return int(number)


def _decimal(question: Question, raw: Any) -> Decimal:
    """Reads 1 200 000, 1 200 000 kr and 12,5. A point before three digits could be either sign, so it is refused."""
    fault = _refused(question, "not_a_number", "Vi forstår ikke dette som et tall.", "Skriv for eksempel 1 200 000.")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise fault
    if isinstance(raw, int):
        return _finite(Decimal(raw), question) if abs(raw) <= LARGEST * 10 else _too_large(question)
    shown = SPACES.sub("", str(raw)).replace("\u2212", "-")
    if isinstance(raw, str):
        shown = _without_kroner(question, shown)
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", shown):
            text = "Punktum i et tall kan bety to ting."
            raise _refused(question, "point_in_number", text, "Skriv mellomrom mellom tusen, og komma før desimaler.")
        shown = shown.replace(",", ".", 1)
    if len(shown) > LONGEST_NUMBER or not shown.isascii():
        raise fault
    try:
        return _finite(Decimal(shown), question)
    except InvalidOperation:
        raise fault from None


def _without_kroner(question: Question, shown: str) -> str:
    if question.kind is not Kind.AMOUNT:
        return shown
    return re.sub(r"(?i)^(kr\.?|nok)|(,-|kr\.?|kroner|nok)$", "", shown)


def _finite(number: Decimal, question: Question) -> Decimal:
    if not number.is_finite():
        raise _refused(question, "not_a_number", "Vi forstår ikke dette som et tall.", "Skriv for eksempel 1 200 000.")
    return number if abs(number) <= LARGEST else _too_large(question)


def _too_large(question: Question) -> Decimal:
    raise _refused(question, "too_large", "Tallet er for stort.", "Se etter om det har for mange sifre.")


def _within(question: Question, number: Decimal) -> None:
    if question.least is not None and number < question.least:
        text = "Tallet må være minst {least}."
        raise _refused(question, "below_least", text, "Rett tallet.", least=question.least)
    if question.most is not None and number > question.most:
        text = "Tallet kan ikke være over {most}."
        raise _refused(question, "above_most", text, "Rett tallet.", most=question.most)


def _partners(question: Question, raw: Any) -> list[str] | None:
    """Organisation numbers, each once, in order of number: the order in which they were ticked says nothing."""
    parts = list(raw) if isinstance(raw, list | tuple | set | frozenset) else re.split(r"[,;\n]", _words(question, raw))
    numbers = sorted({SPACES.sub("", _words(question, one)) for one in parts} - {""})
    odd = next((one for one in numbers if not is_organisation_number(one)), "")
    if odd:
        text = "«{given}» er ikke et organisasjonsnummer."
        raise _refused(question, "no_number", text, "Skriv de ni sifrene, med komma mellom hver.", given=odd[:40])
    _count_within(question, len(numbers))
    return numbers or None


def _count_within(question: Question, count: int) -> None:
    if question.most is not None and count > question.most:
        text = "Du har tatt med {count}. Det er plass til {most}."
        raise _refused(question, "too_many", text, "Ta ut noen.", count=count, most=question.most)


def is_organisation_number(digits: str) -> bool:
    """Nine digits. That the last one fits the others is not asked: the register says whether it exists."""
    return len(digits) == NUMBER_LENGTH and digits.isascii() and digits.isdigit()


def _refused(question: Question, code: str, text: str, remedy: str, **facts: Any) -> Refusal:
    return Refusal(no(code, text, remedy=remedy, field=question.key, **facts))


READERS: dict[Kind, Callable[[Question, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.SCALE: _choice,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _whole,
    Kind.PERSON_COUNT: _whole,
    Kind.PARTNERS: _partners,
}
