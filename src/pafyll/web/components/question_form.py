"""A section of questions as fields of a page. The fields only show: the answers are judged by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.questions import (
    Judged,
    Kind,
    Missing,
    Question,
    QuestionForm,
    Section,
    asked,
    judged,
    missing_in,
)
from pafyll.domain.rules.questions.form import CHOSEN, ONE_CHOICE
from pafyll.domain.rules.questions.sheets import shown_in_cell
from pafyll.web.components.refusing import said

SEVERAL = frozenset({Kind.PARTNERS, Kind.CHOICES})  # posted as a list
Bodies = Mapping[str, Sequence[Organisation]]  # who may be a partner, by "provider" and "owner"


class AnswerField(forms.Field):
    """Takes whatever comes; what it may be is not the page's business."""

    def __init__(self, question: Question, widget: forms.Widget, label: str) -> None:
        super().__init__(
            required=False, widget=widget, label=label, help_text=_(question.help) if question.help else ""
        )
        self.question = question


class SectionForm(forms.Form):
    """One field for each question of the section that is asked now."""

    all_optional = True  # what may be left empty says so in its label

    def __init__(
        self,
        section: Section,
        *,
        form: QuestionForm,
        answers: Mapping[str, Any],
        bodies: Bodies,
        given: QueryDict | None = None,
    ) -> None:
        super().__init__(given)
        now = {one.key for one in asked(form, answers)}
        self.shown = [one for one in section.questions if one.key in now and one.kind is not Kind.ATTACHMENT]
        for question in self.shown:
            self.fields[question.key] = AnswerField(question, _widget(question, bodies), _label(question))
            self.initial[question.key] = _initial(question, answers.get(question.key))

    def given(self) -> dict[str, Any]:
        """What was posted, as it came: a list for several, text for the rest. What was not posted is not there."""
        data: Any = self.data
        found: dict[str, Any] = {}
        for question in self.shown:
            if question.kind in SEVERAL:
                found[question.key] = data.getlist(question.key)
            elif question.key in data or question.kind in ONE_CHOICE:
                found[question.key] = data.get(question.key, "")
        return found

    def show_faults(self, judged: Judged) -> None:
        """Puts what was not understood on the fields."""
        self.is_valid()
        for key, answer in judged.faults.items():
            if key in self.fields:
                self.add_error(key, said(answer))


def _label(question: Question) -> str:
    label = _(question.label)
    return label if question.is_required else f"{label} {_('(valgfritt)')}"


def _initial(question: Question, value: Any) -> Any:
    return value or [] if question.kind in SEVERAL else shown_in_cell_or_code(question, value)


def shown_in_cell_or_code(question: Question, value: Any) -> Any:
    """The answer as it stands in a field: a choice by its code, the rest as in a sheet."""
    return value if question.kind in ONE_CHOICE else shown_in_cell(question, value)


def _widget(question: Question, bodies: Bodies) -> forms.Widget:
    if question.kind in CHOSEN:
        several = question.kind is Kind.CHOICES
        widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
        return widget(choices=[(one.code, _(one.label)) for one in question.choices])
    if question.kind is Kind.PARTNERS:
        return forms.CheckboxSelectMultiple(choices=_named(bodies.get(question.among, ())))
    if question.kind is Kind.TEXT:
        return forms.Textarea(attrs={"rows": 5}) if question.is_long else forms.TextInput()
    return forms.TextInput(attrs={"inputmode": "decimal" if question.kind is Kind.NUMBER else "numeric"})


def _named(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    return [(one.number, one.name) for one in organisations]


def tried_out(form: QuestionForm, posted: QueryDict | None, bodies: Bodies) -> tuple[list[SectionForm], list[Missing]]:
    """Every section as the one who answers meets it, and what would be missing. Nothing is kept."""
    forms = _sections(form, posted, {}, bodies)
    if posted is None:
        return forms, []
    given = {key: value for one in forms for key, value in one.given().items()}
    understood = judged(form, given)
    forms = _sections(form, posted, understood.answers, bodies)
    for one in forms:
        one.show_faults(understood)
    return forms, missing_in(form, understood.answers, {})


def _sections(
    form: QuestionForm, posted: QueryDict | None, answers: Mapping[str, Any], bodies: Bodies
) -> list[SectionForm]:
    return [SectionForm(one, form=form, answers=answers, bodies=bodies, given=posted) for one in form.sections]
