"""Forms about what is signed before an assignment starts: the classification and the two checklists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import Assignment
from pafyll.apps.assignments.services.evaluating import NewTalk
from pafyll.domain.assignments.checklists import (
    ANSWERS,
    FUNDING,
    IF_RELEVANT,
    ITEMS,
    LONGEST,
    NO,
    NOT_RELEVANT,
    OPTIONAL,
    QUESTIONS,
    REFERENCES,
    TEXT,
    TICK,
    YES,
    Item,
)
from pafyll.domain.assignments.taking_in import LINE, MESSAGE
from pafyll.web.components.tags.formats import t


class TalkForm(forms.Form):
    """A follow-up conversation: when, with whom, and what was said."""

    talked_on = forms.DateField(label=_("Dag"))
    talked_with = forms.CharField(
        label=_("Hvem vi snakket med"), help_text=_("Rollen er nok, for eksempel rektor."), max_length=LINE
    )
    words = forms.CharField(
        label=_("Hva som kom fram"),
        help_text=_("Skriv ikke hva enkeltpersoner har svart i undersøkelsen."),
        max_length=MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def value(self) -> NewTalk:
        """What the service judges."""
        return NewTalk(**self.cleaned_data)


class ClassificationForm(forms.Form):
    """Commissioned or a contribution, and why."""

    funding = forms.ChoiceField(
        label=_("Er dette et oppdrag eller et bidrag?"), choices=Assignment.Funding.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Hvorfor"),
        help_text=_("Si hvem som bestiller, hvem som velger deltakerne, og hva den som betaler får igjen."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ChecklistForm(forms.Form):
    """The questions of a list. Nothing is needed to keep it; the signature is what judges."""

    all_optional = True  # "(valgfritt)" after every question would say the opposite of what the list wants

    def __init__(self, *args: Any, kind: str, funding: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS[kind]:
            if _can_apply(item, funding):
                self.fields[item.code] = _field(item)

    def value(self) -> dict[str, str]:
        """Answers by question. A tick is a yes."""
        given = self.cleaned_data.items()
        return {code: (YES if answer else "") if isinstance(answer, bool) else str(answer) for code, answer in given}


def checklist_initial(kind: str, answers: dict[str, str]) -> dict[str, Any]:
    """What the form shows of the kept answers."""
    kinds = {item.code: item.kind for item in ITEMS[kind]}
    return {code: answer == YES if kinds.get(code) == TICK else answer for code, answer in answers.items()}


def _can_apply(item: Item, funding: str) -> bool:
    """Whether any answer makes the question apply: the classification is not an answer."""
    asked_of = [answer for code, answer in item.when if code == FUNDING]
    return not asked_of or funding in asked_of


def _depends_on_answers(item: Item) -> bool:
    return any(code != FUNDING for code, _answer in item.when)


def _reference(item: Item) -> str:
    return t(REFERENCES[item.law]) if item.law else ""


def _field(item: Item) -> forms.Field:
    label = t(QUESTIONS[item.code])
    help_text = _("Bare når svaret over er ja.") if _depends_on_answers(item) else _reference(item)
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": False}
    if item.kind == TEXT:
        rows = 2 if item.code in OPTIONAL else 3
        return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **common)
    if item.kind == TICK:
        return forms.BooleanField(**common)
    codes = (YES, NO, NOT_RELEVANT) if item.kind == IF_RELEVANT else (YES, NO)
    choices = [(code, t(ANSWERS[code])) for code in codes]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
