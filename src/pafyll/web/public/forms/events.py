"""Signing up for an event."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.surveys.services.events import Wish


class SignUpForm(forms.Form):
    """Little is asked. The last field is for robots: people do not see it, and it must stay empty."""

    name = forms.CharField(label=_("Navn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-post"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Du får en lenke dit, og er påmeldt når du har bekreftet."),
    )
    workplace = forms.CharField(label=_("Arbeidssted"), max_length=150, required=False)
    shares = forms.CharField(label=_("Vil du dele noe? Skriv kort hva."), max_length=500, required=False)
    website = forms.CharField(
        label=_("La dette feltet stå tomt"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def value(self) -> Wish:
        given = self.cleaned_data
        return Wish(given["name"], given["email"], given["workplace"], given["shares"], given["website"])
