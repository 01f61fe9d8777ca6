"""The editor of a form's questions: the fields of a question and of a part's head, for every desk that makes forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.domain.answers import Refusal, no
from pafyll.domain.rules.questions import Choice, Condition, Kind, Question, QuestionForm, Section
from pafyll.domain.rules.questions.editing import DOWN, UP, moved, without_question, without_section
from pafyll.domain.rules.questions.form import ONE_CHOICE

Change = Callable[[QuestionForm], QuestionForm]
Found = TypeVar("Found", Question, Section)

KEY = re.compile(r"[^a-z0-9]+")
NEEDS_KINDS = tuple(one for one in Kind if one not in (Kind.SCALE, Kind.CHOICES))
SURVEY_KINDS = (Kind.SCALE, Kind.CHOICE, Kind.CHOICES, Kind.NUMBER, Kind.TEXT)


class SectionHeadForm(forms.Form):
    """The head of a part of the form."""

    title = forms.CharField(label=_("Tittel"), max_length=120)
    help = forms.CharField(label=_("Veiledning"), required=False, max_length=500)

    def __init__(self, *args: Any, form: QuestionForm, section: Section | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._form, self._section = form, section
        if section is not None:
            self.initial = {"title": section.title, "help": section.help}

    def value(self) -> Section:
        """The part without its questions. Its short name stays once it is given."""
        given = self.cleaned_data
        key = self._section.key if self._section else _free_section_key(self._form)
        return Section(key, given["title"].strip(), (), given["help"].strip())


class QuestionEditForm(forms.Form):
    """One question. Whether it can be asked like that is judged by the rules."""

    label = forms.CharField(label=_("Spørsmålet"), max_length=300)
    help = forms.CharField(label=_("Veiledning"), required=False, max_length=500)
    section = forms.ChoiceField(label=_("I hvilken del?"))
    kind = forms.ChoiceField(label=_("Hva slags svar?"))
    is_required = forms.BooleanField(label=_("Må besvares"), required=False, initial=True)
    choices = forms.CharField(
        label=_("Svar å velge mellom"),
        required=False,
        widget=forms.Textarea,
        max_length=3000,
        help_text=_("Ett svar på hver linje. Bare for valg."),
    )
    least = forms.IntegerField(label=_("Minst"), required=False)
    most = forms.IntegerField(
        label=_("Mest"), required=False, help_text=_("Tegn i en tekst, tallet selv, eller antall filer og partnere.")
    )
    among = forms.ChoiceField(
        label=_("Hvem kan være samarbeidspartner?"),
        required=False,
        choices=[("", _("Gjelder ikke")), ("provider", _("Tilbydere")), ("owner", _("Eiere"))],
    )
    condition = forms.ChoiceField(
        label=_("Vis bare når"), required=False, help_text=_("Spørsmålet må stå etter det valget det bygger på.")
    )

    def __init__(
        self,
        *args: Any,
        form: QuestionForm,
        question: Question | None = None,
        kinds: Iterable[Kind] = NEEDS_KINDS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._form, self._question = form, question
        self._set("section", [(one.key, one.title) for one in form.sections])
        self._set("kind", [(one.value, _(one.label)) for one in kinds])
        self._set("condition", [("", _("Alltid")), *_conditions(form, question)])
        if Kind.PARTNERS not in kinds:
            del self.fields["among"]
        if question is not None:
            self.initial = _initial(form, question)

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> Question:
        """The question as it was written. Its short name stays once it is given."""
        given = self.cleaned_data
        key = self._question.key if self._question else self._new_key(given["label"])
        return Question(
            key,
            given["label"].strip(),
            Kind(given["kind"]),  # type: ignore[call-arg]
            given["is_required"],
            given["help"].strip(),
            self._choices(given["choices"], is_scale=given["kind"] == Kind.SCALE),
            _condition(given["condition"]),
            given["least"],
            given["most"],
            given.get("among", ""),
        )

    def _choices(self, words: str, *, is_scale: bool) -> tuple[Choice, ...]:
        """A label that stood there before keeps its code: answers that are given stay answers."""
        labels = [line.strip() for line in words.splitlines() if line.strip()]
        standing = self._question.choices if self._question else ()
        if is_scale:
            was_scale = self._question is not None and self._question.kind is Kind.SCALE
            return _numbered(labels, standing if was_scale else ())
        codes = {one.label: one.code for one in standing}
        taken = set(codes.values())
        found: list[Choice] = []
        for label in labels:
            code = codes.get(label) or _free(_key_of(label), taken)
            taken.add(code)
            found.append(Choice(code, label))
        return tuple(found)

    def _new_key(self, label: str) -> str:
        return _free(_key_of(label), {one.key for one in self._form})


def _numbered(labels: Iterable[str], standing: Iterable[Choice]) -> tuple[Choice, ...]:
    """The answers of a scale by their place in it, which the mean rests on. «Vet ikke» has no number."""
    apart = {one.label: one.code for one in standing if not one.code.isdigit()}
    numbers = count(1)
    return tuple(Choice(apart.get(label) or str(next(numbers)), label) for label in labels)


def _initial(form: QuestionForm, question: Question) -> dict[str, Any]:
    section, condition = form.section_of(question.key), question.condition
    return {
        "label": question.label,
        "help": question.help,
        "section": section.key if section else "",
        "kind": question.kind.value,
        "is_required": question.is_required,
        "choices": "\n".join(one.label for one in question.choices),
        "least": question.least,
        "most": question.most,
        "among": question.among,
        "condition": f"{condition.question}={','.join(condition.answers)}" if condition else "",
    }


def _conditions(form: QuestionForm, question: Question | None) -> list[tuple[str, str]]:
    """Each answer of each choice as a condition, and the one that the question has now."""
    found = [
        (f"{one.key}={choice.code}", f"«{one.label}» = «{choice.label}»")
        for one in form
        if one.kind in ONE_CHOICE and one != question
        for choice in one.choices
    ]
    if question is not None and question.condition is not None and len(question.condition.answers) > 1:
        other = form.question(question.condition.question)
        labels = ", ".join(f"«{other.label_of(code)}»" for code in question.condition.answers) if other else ""
        value = f"{question.condition.question}={','.join(question.condition.answers)}"
        found.append((value, f"«{other.label if other else ''}» = {labels}"))
    return found


def _condition(value: str) -> Condition | None:
    if not value:
        return None
    question, _sign, answers = value.partition("=")
    return Condition(question, tuple(answers.split(",")))


def _key_of(label: str) -> str:
    """A short name of plain letters: «Hvor mange år?» becomes hvor_mange_ar."""
    plain = label.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    key = KEY.sub("_", plain).strip("_")[:36].strip("_")
    return key if key[:1].isalpha() else f"q_{key}".strip("_")


def _free(key: str, taken: set[str]) -> str:
    """The key, or with a number after it when somebody has it."""
    if key not in taken:
        return key
    for n in range(2, 1000):
        if f"{key}_{n}" not in taken:
            return f"{key}_{n}"
    raise Refusal(no("no_free_key", "Gi spørsmålet en annen tekst.", field="label"))


def change_of(do: str, key: str) -> Change | None:
    """What a button of the list of questions does with the question or part; None for another button."""
    acts: dict[str, Change] = {
        "up": lambda form: moved(form, key, UP),
        "down": lambda form: moved(form, key, DOWN),
        "remove": lambda form: without_question(form, key),
        "remove_section": lambda form: without_section(form, key),
    }
    return acts.get(do)


def seen_in(request: HttpRequest) -> int:
    """The edition that the change was made from, as the form says it; 0 for nonsense."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


def with_condition(form: QuestionForm, question: Question) -> tuple[Question, Question | None, str]:
    """The question, the one that it rests on, and the answers that make it asked."""
    condition = question.condition
    other = form.question(condition.question) if condition else None
    if condition is None or other is None:
        return question, None, ""
    labels = (f"«{gettext(other.label_of(code))}»" for code in condition.answers)
    return question, other, gettext(" eller ").join(labels)


def standing_in(find: Callable[[str], Found | None], key: str) -> Found | None:
    """What the address names of the form; None for something new, and 404 for what is not there."""
    found = find(key) if key else None
    if key and found is None:
        raise Http404
    return found


def _free_section_key(form: QuestionForm) -> str:
    """A short name for a new part."""
    taken = {one.key for one in form.sections}
    return next(f"part_{n}" for n in range(1, len(taken) + 2) if f"part_{n}" not in taken)
