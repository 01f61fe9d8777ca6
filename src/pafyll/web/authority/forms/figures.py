"""The form of a new release."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """What the reader should know of it."""

    note = forms.CharField(
        label=_("Merknad"),
        help_text=_("Hva som er nytt, eller hva utgaven retter. Står på siden med tallene."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
