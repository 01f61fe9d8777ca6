"""The owner's appeal, in its own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AppealForm(forms.Form):
    """One text. It is shown once more before it is sent."""

    words = forms.CharField(
        label=_("Hva vil dere ha endret, og hvorfor?"),
        help_text=_("Skriv med egne ord. Dere trenger ikke vise til lover."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
