"""Several who would like to study together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.planning.queries.companions import staff_of
from pafyll.domain.rules.subjects import SUBJECTS


class CompanionsForm(forms.Form):
    """Which subject, who, and why together."""

    subject = forms.ChoiceField(label=_("Hvilket fag?"))
    people = forms.ModelMultipleChoiceField(
        label=_("Hvem?"),
        help_text=_("Velg minst to."),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(label=_("Hvorfor sammen?"), max_length=300)

    def __init__(self, *args: Any, school: Organisation, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, gettext(one.name)) for code, one in SUBJECTS.items()), key=lambda pair: pair[1])
        self.fields["subject"].choices = named  # type: ignore[attr-defined]
        self.fields["people"].queryset = staff_of(school, day=day)  # type: ignore[attr-defined]
