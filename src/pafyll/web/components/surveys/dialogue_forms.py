"""What a quality dialogue came to, what was agreed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import AgreedMeasure, Survey
from pafyll.apps.surveys.services.dialogues import Meeting, NewMeasure
from pafyll.domain.lifecycles.survey import AgreedMeasureStatus


class MeetingForm(forms.Form):
    """A meeting with a provider."""

    provider = forms.ChoiceField(label=_("Studiested"))
    survey = forms.ChoiceField(label=_("Undersøkelsen vi snakket om"), required=False)
    held_on = forms.DateField(label=_("Dato"), widget=forms.DateInput)
    present = forms.CharField(label=_("Til stede"), max_length=500)
    discussed = forms.CharField(label=_("Hva vi snakket om"), max_length=5000, widget=forms.Textarea)
    next_on = forms.DateField(label=_("Neste møte"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, providers: Iterable[Organisation], surveys: Iterable[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._surveys = {str(one.pk): one for one in surveys}
        self._set("provider", [(str(one.pk), one.name) for one in providers])
        self._set("survey", [("", _("Ingen bestemt")), *((key, one.title) for key, one in self._surveys.items())])

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> Meeting:
        given = self.cleaned_data
        survey = self._surveys.get(given["survey"])
        return Meeting(given["held_on"], given["present"], given["discussed"], given["next_on"], survey)


class MeasureForm(forms.Form):
    """What is agreed on."""

    words = forms.CharField(label=_("Hva skal gjøres?"), max_length=500)
    side = forms.ChoiceField(label=_("Hvem gjør det?"), choices=AgreedMeasure.Side.choices)
    due_on = forms.DateField(label=_("Frist"), widget=forms.DateInput)

    def value(self) -> NewMeasure:
        return NewMeasure(**self.cleaned_data)


class OutcomeForm(forms.Form):
    """What became of a measure."""

    to = forms.ChoiceField(
        label=_("Hva skjedde?"),
        widget=forms.RadioSelect,
        choices=[("done", _("Det er gjort")), ("dropped", _("Det er falt bort"))],
    )
    outcome = forms.CharField(label=_("Fortell kort"), max_length=500, widget=forms.Textarea)

    @property
    def status(self) -> AgreedMeasureStatus:
        return AgreedMeasureStatus(self.cleaned_data["to"])  # type: ignore[call-arg]
