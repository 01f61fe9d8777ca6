"""Forms of a recipient after an award: what should be otherwise, what it thinks of a forewarning, and documentation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.services.award_changing import WantedChange

MOST = 10**12


class ChangeApplicationForm(forms.Form):
    """What the recipient wants otherwise, and why."""

    reason = forms.CharField(
        label=_("Hvorfor dere søker om endring"),
        help_text=_("Hva har skjedd siden tildelingen, og hva betyr det for tiltaket?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    amount = forms.IntegerField(
        label=_("Nytt beløp for hele tildelingen (kroner)"),
        help_text=_("La feltet stå tomt hvis beløpet skal være som før."),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    purpose = forms.CharField(
        label=_("Nytt formål"),
        help_text=_("La feltet stå tomt hvis formålet skal være som før."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Ny siste dag for tiltaket"),
        help_text=_("La feltet stå tomt hvis perioden skal være som før."),
        required=False,
    )

    def value(self) -> WantedChange:
        """What the service wants."""
        return WantedChange(**self.cleaned_data)


class CommentsForm(forms.Form):
    """What the recipient thinks of a forewarning."""

    comments = forms.CharField(
        label=_("Uttalelsen deres"),
        help_text=_("Skriv det statsforvalteren bør vite før saken avgjøres."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ControlAnswerForm(forms.Form):
    """What the documentation shows."""

    answer = forms.CharField(
        label=_("Svaret deres"),
        help_text=_("Skriv kort hva filene viser. Legg ved filene først."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ControlFileForm(forms.Form):
    """One file."""

    file = forms.FileField(label=_("Fil"), help_text=_("PDF, Word, Excel eller bilde, inntil 10 MB."))
