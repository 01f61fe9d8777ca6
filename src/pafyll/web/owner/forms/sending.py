"""Why a sent list must be opened again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReopenForm(forms.Form):
    """A reason that stays in the history."""

    reason = forms.CharField(
        label=_("Hvorfor må prioriteringen åpnes igjen?"),
        help_text=_("Grunnen blir stående i historikken."),
        widget=forms.Textarea,
        max_length=1000,
    )
