"""Finding somebody, and why one needs to see the pages as she does."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SeeAsForm(forms.Form):
    """The reason stays with the person, who can read it."""

    why = forms.CharField(
        label=_("Hvorfor må du se sidene slik personen ser dem?"),
        help_text=_("Personen kan lese dette, sammen med navnet ditt og tidspunktet."),
        max_length=300,
    )
