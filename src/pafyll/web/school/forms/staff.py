"""Why something that a teacher typed in is set back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SetBackForm(forms.Form):
    """The reason, which the teacher reads."""

    why = forms.CharField(
        label=_("Hvorfor setter du det tilbake?"),
        help_text=_("Læreren leser dette."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
