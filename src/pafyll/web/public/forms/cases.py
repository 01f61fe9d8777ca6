"""Finding a political case by words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PublicCaseForm(forms.Form):
    """Words in the title, the case number or the owner's name."""

    all_optional = True
    sok = forms.CharField(label=_("Kommune, tittel eller saksnummer"), required=False, max_length=100)
