"""A file of work: which kind, and the file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.support.models import BulkFile

MOST_BYTES = 2 * 2**20


class BulkForm(forms.Form):
    """Nothing is done before the trial has been seen."""

    kind = forms.ChoiceField(label=_("Hva skal gjøres?"), choices=BulkFile.Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(label=_("Fil"), help_text=_("CSV eller Excel med overskrifter, høyst 2 MB og 1000 rader."))

    def clean_file(self) -> object:
        found = self.cleaned_data["file"]
        if found.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen er større enn 2 MB. Del den i flere."), code="too_big")
        return found
