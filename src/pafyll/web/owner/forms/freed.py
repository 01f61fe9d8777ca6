"""Why an offer of a freed place is taken back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeBackForm(forms.Form):
    """The reason, which the applicant reads."""

    why = forms.CharField(
        label=_("Hvorfor kan dere ikke bære deres del?"),
        help_text=_("Læreren får lese dette."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
