"""What the owner says about a change, a choice after payment, and a forewarning."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.services.choosing import Choosing


class WordsForm(forms.Form):
    """Why not."""

    words = forms.CharField(
        label=_("Hvorfor går dere ikke videre med ønsket?"),
        help_text=_("Læreren får dette på e-post."),
        widget=forms.Textarea,
        max_length=1000,
    )


class ChoiceForm(forms.Form):
    """Repay or redirect, and why."""

    choice = forms.ChoiceField(
        label=_("Hva vil dere gjøre med pengene?"),
        widget=forms.RadioSelect,
        choices=[("redirect", _("Bruke dem på et annet tiltak")), ("repay", _("Betale dem tilbake"))],
    )
    purpose = forms.CharField(
        label=_("Hva skal pengene brukes til?"),
        help_text=_("Fyll ut hvis dere vil bruke dem på et annet tiltak."),
        max_length=300,
        required=False,
    )
    grounds = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Valget er et vedtak. Begrunnelsen blir stående."),
        widget=forms.Textarea,
        max_length=2000,
    )

    def value(self) -> Choosing:
        """The choice as the service reads it."""
        given = self.cleaned_data
        return Choosing(given["choice"] == "repay", given["grounds"], given["purpose"])


class CommentForm(forms.Form):
    """What the owner thinks of a forewarning."""

    comments = forms.CharField(
        label=_("Hva mener dere?"),
        help_text=_("Skriv det direktoratet bør vite før saken avgjøres."),
        widget=forms.Textarea,
        max_length=5000,
    )
