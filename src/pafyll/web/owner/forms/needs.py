"""What the owner assumes about who leaves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.domain.planning.leaving import AGES, YEARS


class AssumptionForm(forms.Form):
    """An age, how far ahead, how many leave in other ways, and why."""

    age = forms.IntegerField(
        label=_("Alder som lærere går av ved"), min_value=AGES.start, max_value=AGES.stop - 1,
        help_text=_("Velg alderen som passer med erfaringen deres, for eksempel 62 eller 67 år."),
    )  # fmt: skip
    years = forms.IntegerField(label=_("Hvor mange år fram dere ser"), min_value=YEARS.start, max_value=YEARS.stop - 1)
    percent = forms.IntegerField(
        label=_("Hvor mange prosent som slutter i året"), min_value=0, max_value=50, required=False,
        help_text=_("La feltet stå tomt for å regne med like mange som sist skoleår."),
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Hva bygger dere det på?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Det vises sammen med tallene."),
    )  # fmt: skip
