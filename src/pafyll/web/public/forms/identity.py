"""Why somebody needs an identity number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WhyNumberForm(forms.Form):
    """The reason stays with the person, who can read it."""

    why = forms.CharField(
        label=_("Hvorfor trenger du fødselsnummeret?"),
        help_text=_("Personen kan lese dette, sammen med navnet ditt og tidspunktet."),
        max_length=300,
    )
