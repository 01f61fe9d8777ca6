"""A form as it is kept and sent: plain lists and mappings. What it is read from must be whole, or it is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pafyll.domain.answers import Answer, Refusal, no, require, yes
from pafyll.domain.rules.questions.form import (
    CHOSEN,
    LARGEST,
    LONGEST_TEXT,
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_SECTIONS,
    ONE_CHOICE,
    Choice,
    Condition,
    Kind,
    Question,
    QuestionForm,
    Section,
)

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
QUESTION_WORDS = frozenset(
    {"key", "label", "kind", "required", "help", "choices", "condition", "least", "most", "among"}
)
SECTION_WORDS = frozenset({"key", "title", "help", "questions"})
AMONG = ("provider", "owner")


def form_from(spec: Any) -> QuestionForm:
    """The form that the list of sections describes. Raises Refusal with what is wrong and where."""
    if not isinstance(spec, list | tuple):
        raise Refusal(no("form_not_a_list", "Skjemaet må være en liste av deler."))
    form = QuestionForm(tuple(_section(one) for one in spec))
    require(is_whole(form))
    return form


def spelled(form: QuestionForm) -> list[dict[str, Any]]:
    """The form as lists and mappings; form_from reads it back to the same form."""
    return [_spelled_section(one) for one in form.sections]


def is_whole(form: QuestionForm) -> Answer:
    """Whether the form can be asked: every key once, choices to choose between, conditions on earlier choices."""
    for found in (_sizes(form), _keys(form), *(_is_sound(one, form) for one in form)):
        if not found:
            return found
    return yes()


def _section(spec: Any) -> Section:
    _known(spec, SECTION_WORDS)
    questions = spec.get("questions", ())
    if not isinstance(questions, list | tuple):
        raise Refusal(no("questions_not_a_list", "Spørsmålene i en del må være en liste."))
    return Section(
        _text(spec, "key"), _text(spec, "title"), tuple(_question(one) for one in questions), _text(spec, "help")
    )


def _question(spec: Any) -> Question:
    _known(spec, QUESTION_WORDS)
    kind = spec.get("kind")
    if kind not in set(Kind):
        raise Refusal(no("unknown_kind", "Vi kjenner ikke spørsmålstypen «{kind}».", field="kind", kind=str(kind)))
    return Question(
        _text(spec, "key"),
        _text(spec, "label"),
        Kind(kind),  # type: ignore[call-arg]
        bool(spec.get("required", True)),
        _text(spec, "help"),
        _choices(spec.get("choices", ())),
        _condition(spec.get("condition")),
        _whole(spec, "least"),
        _whole(spec, "most"),
        _text(spec, "among"),
    )


def _choices(spec: Any) -> tuple[Choice, ...]:
    if not isinstance(spec, list | tuple):
        raise Refusal(no("choices_not_a_list", "Svarene å velge mellom må være en liste.", field="choices"))
    for one in spec:
        _known(one, frozenset({"code", "label"}))
    return tuple(Choice(_text(one, "code"), _text(one, "label")) for one in spec)


def _condition(spec: Any) -> Condition | None:
    if spec is None:
        return None
    _known(spec, frozenset({"question", "answers"}))
    answers = spec.get("answers", ())
    if not isinstance(answers, list | tuple):
        raise Refusal(no("condition_not_a_list", "Svarene i en betingelse må være en liste.", field="condition"))
    return Condition(_text(spec, "question"), tuple(str(one) for one in answers))


def _known(spec: Any, words: Iterable[str]) -> None:
    """A word that nobody reads is a mistake that nobody sees."""
    if not isinstance(spec, Mapping):
        raise Refusal(no("not_a_mapping", "En del av skjemaet er ikke skrevet som navn og verdi."))
    unknown = sorted(str(one) for one in set(spec) - set(words))
    if unknown:
        raise Refusal(no("unknown_word", "Vi kjenner ikke ordet «{word}» i skjemaet.", word=unknown[0]))


def _text(spec: Mapping[str, Any], word: str) -> str:
    return str(spec.get(word, "")).strip()


def _whole(spec: Mapping[str, Any], word: str) -> int | None:
    value = spec.get(word)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal(no("limit_not_whole", "En grense må være et helt tall.", field=word))
    return value


def _sizes(form: QuestionForm) -> Answer:
    if len(form.sections) <= MOST_SECTIONS and sum(1 for _one in form) <= MOST_QUESTIONS:
        return yes()
    return no(
        "form_too_long",
        "Et skjema kan ha inntil {sections} deler og {questions} spørsmål.",
        remedy="Ta ut spørsmål som ikke trengs.",
        sections=MOST_SECTIONS,
        questions=MOST_QUESTIONS,
    )


def _keys(form: QuestionForm) -> Answer:
    keys = [one.key for one in form.sections] + [one.key for one in form]
    for key in keys:
        if not KEY.fullmatch(key):
            text = "Kortnavnet «{key}» må begynne med en liten bokstav a–z og ellers ha a–z, tall og understrek."
            return no("odd_key", text, remedy="Skriv inntil 40 tegn.", field="key", key=key)
    for group in ([one.key for one in form.sections], [one.key for one in form]):
        twice = [key for key, count in Counter(group).items() if count > 1]
        if twice:
            return no("key_twice", "Kortnavnet «{key}» er brukt to ganger.", field="key", key=twice[0])
    untitled = next((one.key for one in form.sections if not one.title), "")
    return no("no_title", "Delen «{key}» mangler tittel.", field="title", key=untitled) if untitled else yes()


def _is_sound(question: Question, form: QuestionForm) -> Answer:
    if not question.label:
        return no("no_label", "Spørsmålet «{key}» mangler tekst.", field="label", key=question.key)
    for answer in (_has_choices(question), _has_limits(question), _has_condition(question, form)):
        if not answer:
            return answer
    if question.kind is Kind.PARTNERS and question.among not in AMONG:
        text = "Si hvem som kan være samarbeidspartner i «{label}»: tilbydere eller eiere."
        return no("among_whom", text, field="among", label=question.label)
    return yes()


def _has_choices(question: Question) -> Answer:
    if question.kind not in CHOSEN:
        return yes()
    words = [word for one in question.choices for word in {one.code.casefold(), one.label.casefold()}]
    if not 2 <= len(question.choices) <= MOST_CHOICES or not all(words):
        text = "«{label}» må ha fra 2 til {most} svar å velge mellom, og alle må ha tekst."
        return no("too_few_choices", text, field="choices", label=question.label, most=MOST_CHOICES)
    if len(words) != len(set(words)):
        return no("choice_twice", "To svar i «{label}» heter det samme.", field="choices", label=question.label)
    return yes()


def _has_limits(question: Question) -> Answer:
    least, most = question.least, question.most
    highest = LONGEST_TEXT if question.kind is Kind.TEXT else LARGEST
    known = [one for one in (least, most) if one is not None]
    may_be_below = question.kind is Kind.NUMBER
    if any(abs(one) > highest or (one < 0 and not may_be_below) for one in known):
        text = "Grensene i «{label}» er for store eller under null."
        return no("limit_out_of_range", text, field="most", label=question.label)
    if len(known) == 2 and known[0] > known[1]:
        return no("limits_swapped", "I «{label}» er det minste større enn det meste.", field="most",
                  label=question.label)  # fmt: skip
    if question.kind in ONE_CHOICE and known:
        return no("limits_on_choice", "Et valg har ingen grenser.", field="most")
    return yes()


def _has_condition(question: Question, form: QuestionForm) -> Answer:
    """A condition asks for an answer that has been given by then: an earlier choice of the form."""
    condition = question.condition
    if condition is None:
        return yes()
    order = [one.key for one in form]
    other = form.question(condition.question)
    if other is None or other.kind not in ONE_CHOICE or order.index(other.key) >= order.index(question.key):
        text = "«{label}» kan bare vises ut fra et valg som står før det i skjemaet."
        return no("condition_not_before", text, field="condition", label=question.label)
    if not condition.answers or not set(condition.answers) <= {one.code for one in other.choices}:
        text = "Betingelsen for «{label}» nevner et svar som ikke finnes i «{other}»."
        return no("condition_unknown", text, field="condition", label=question.label, other=other.label)
    return yes()


def _spelled_section(section: Section) -> dict[str, Any]:
    head = {"key": section.key, "title": section.title}
    return head | _if("help", section.help) | {"questions": [_spelled_question(one) for one in section.questions]}


def _spelled_question(question: Question) -> dict[str, Any]:
    spec: dict[str, Any] = {"key": question.key, "label": question.label, "kind": question.kind.value}
    spec |= {"required": question.is_required}
    choices = [{"code": one.code, "label": one.label} for one in question.choices]
    spec |= _if("help", question.help) | _if("choices", choices) | _if("among", question.among)
    spec |= {word: n for word, n in (("least", question.least), ("most", question.most)) if n is not None}
    if question.condition is not None:
        spec["condition"] = {"question": question.condition.question, "answers": list(question.condition.answers)}
    return spec


def _if(word: str, value: Any) -> dict[str, Any]:
    return {word: value} if value else {}
