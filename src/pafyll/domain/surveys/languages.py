"""One questionnaire in two languages: bokmål is the form itself, and nynorsk a list of words by their place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.questions import Choice, Question, QuestionForm, Section

BOKMAL, NYNORSK = "nb", "nn"
LANGUAGES = (BOKMAL, NYNORSK)
Words = Mapping[str, str]  # by place: "quality.title", "pace.label", "pace.choices.1"


@dataclass(frozen=True)
class Wording:
    """A text of the form: where it stands, and the words in bokmål."""

    place: str
    words: str


def wordings(form: QuestionForm) -> Iterator[Wording]:
    """Every text of the form that somebody reads, in order."""
    for section in form.sections:
        yield from _texts(f"part:{section.key}", ("title", section.title), ("help", section.help))
        for one in section.questions:
            yield from _texts(one.key, ("label", one.label), ("help", one.help))
            yield from _texts(f"{one.key}.choices", *((choice.code, choice.label) for choice in one.choices))


def in_language(form: QuestionForm, words: Words) -> QuestionForm:
    """The form with the words put in; what has none stays in bokmål."""
    return QuestionForm(tuple(_section(one, words) for one in form.sections))


def is_whole_in(form: QuestionForm, words: Words) -> Answer:
    """Whether everything has its words, so that nobody meets half a form in the other language."""
    missing = [one for one in wordings(form) if not words.get(one.place, "").strip()]
    if not missing:
        return yes()
    text = "{count} tekster mangler på nynorsk, blant dem «{words}»."
    return no("not_translated", text, remedy="Skriv dem først.", count=len(missing), words=missing[0].words)


def _texts(start: str, *rows: tuple[str, str]) -> Iterator[Wording]:
    return (Wording(f"{start}.{name}", words) for name, words in rows if words)


def _section(section: Section, words: Words) -> Section:
    said = _said(words, f"part:{section.key}")
    questions = tuple(_question(one, words) for one in section.questions)
    return replace(section, title=said("title", section.title), help=said("help", section.help), questions=questions)


def _question(one: Question, words: Words) -> Question:
    said, chosen = _said(words, one.key), _said(words, f"{one.key}.choices")
    choices = tuple(Choice(choice.code, chosen(choice.code, choice.label)) for choice in one.choices)
    return replace(one, label=said("label", one.label), help=said("help", one.help), choices=choices)


def _said(words: Words, start: str) -> Callable[[str, str], str]:
    """Gives the words at a place under start, or the standing ones."""
    return lambda name, standing: words.get(f"{start}.{name}", "").strip() or standing
