"""Why one needs to see the pages as somebody does, and which two registrations are one human being."""

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


class MergeForm(forms.Form):
    """Whom the person is registered as once more, and why one is sure of it."""

    other = forms.IntegerField(
        label=_("Nummeret til den andre registreringen"),
        help_text=_("Tallet i adressen til siden om personen. Denne registreringen blir borte."),
        min_value=1,
    )
    why = forms.CharField(
        label=_("Hvordan vet du at det er samme menneske?"),
        help_text=_("Personen kan lese dette, sammen med navnet ditt og tidspunktet."),
        max_length=300,
    )

    def named(self) -> int | None:
        """The other's key as it stands, also before the form is whole."""
        said = self.data.get("other", "")
        return int(said) if said.isdigit() and len(said) < 10 else None
