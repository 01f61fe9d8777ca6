"""The answers of a need as a page shows them: by section, in words, with what has changed since another time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from pafyll.apps.forums.models import NeedsAttachment
from pafyll.apps.forums.services.sending_needs import names_of
from pafyll.domain.rules.questions import Kind, Question, QuestionForm, Section, asked
from pafyll.domain.rules.questions.wording import in_words

HISTORY_WORDS = {
    "need_begun": gettext_lazy("begynte på behovsmeldingen"),
    "need_filled_from_sheet": gettext_lazy("fylte ut fra Excel"),
    "sent": gettext_lazy("sendte behovsmeldingen"),
    "need_resent": gettext_lazy("sendte på nytt"),
    "supplement_asked": gettext_lazy("ba om tillegg"),
    "supplement_due_moved": gettext_lazy("ba om tillegg med ny frist"),
    "treated": gettext_lazy("førte som behandlet"),
    "withdrawn": gettext_lazy("trakk behovsmeldingen"),
}


@dataclass(frozen=True)
class ShownAnswer:
    """A question and its answer; before is what it was, where that is compared and differs."""

    question: Question
    words: str
    files: tuple[NeedsAttachment, ...] = ()
    before: str | None = None

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.files


@dataclass(frozen=True)
class ShownSection:
    """A section with the questions that are asked."""

    section: Section
    answers: tuple[ShownAnswer, ...]

    @property
    def answered(self) -> int:
        return sum(1 for one in self.answers if not one.is_empty)


def shown_answers(
    form: QuestionForm,
    answers: Mapping[str, Any],
    files: Iterable[NeedsAttachment],
    *,
    before: Mapping[str, Any] | None = None,
) -> list[ShownSection]:
    """Every section with the questions that are asked of someone with these answers. One query."""
    names = names_of(dict(answers) | {f"{key} before": value for key, value in (before or {}).items()})
    now, attached = asked(form, answers), list(files)

    def shown(question: Question) -> ShownAnswer:
        words = in_words(question, answers.get(question.key), names)
        own = tuple(one for one in attached if one.question == question.key)
        was = None if before is None else in_words(question, before.get(question.key), names)
        is_same = question.kind is Kind.ATTACHMENT or was == words
        return ShownAnswer(question, words, own, None if is_same else was)

    return [
        ShownSection(section, tuple(shown(one) for one in section.questions if one in now)) for section in form.sections
    ]
