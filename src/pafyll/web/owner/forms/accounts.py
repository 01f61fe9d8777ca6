"""The account number that the owner is paid to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountForm(forms.Form):
    """An account number as people write it."""

    number = forms.CharField(
        label=_("Kontonummer"), help_text=_("Elleve siffer, for eksempel 1234 56 78903."), max_length=20
    )
