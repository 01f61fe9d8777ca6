"""Appropriations and frames."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.services.appropriating import AppropriationTerms

MOST = 100_000_000_000


class DayForm(forms.Form):
    """The day that the books are read on."""

    dato = forms.DateField(
        label=_("Slik det sto den"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AppropriationForm(forms.Form):
    """What was appropriated, and where it says so."""

    budget_year = forms.IntegerField(label=_("Budsjettår"), min_value=2000, max_value=2100)
    amount = forms.IntegerField(label=_("Kroner"), min_value=1, max_value=MOST)
    item = forms.CharField(label=_("Kapittel og post"), max_length=60)
    source = forms.CharField(
        label=_("Kilde"), help_text=_("For eksempel Prop. 1 S, med sidetall eller nettadresse."), max_length=300
    )
    booked_on = forms.DateField(
        label=_("Bokført den"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def value(self) -> AppropriationTerms:
        """The terms as the service wants them; the day of booking stands beside."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "booked_on"}
        return AppropriationTerms(**kept)


class FrameForm(forms.Form):
    """What a round may promise in a budget year."""

    amount = forms.IntegerField(label=_("Rammen, i kroner"), min_value=0, max_value=MOST)
    why = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Blir stående i regnskapet."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
