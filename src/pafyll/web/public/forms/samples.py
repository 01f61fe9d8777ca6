"""A form with one field of each kind, for the style guide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Sent nowhere."""

    name = forms.CharField(label=_("Navn på studiet"), help_text=_("Slik det står i studieplanen."), max_length=80)
    credits = forms.DecimalField(label=_("Studiepoeng"), help_text=_("I steg på 0,5."))
    subject = forms.ChoiceField(
        label=_("Fag"), choices=[("", _("Velg fag")), ("mathematics", _("Matematikk")), ("english", _("Engelsk"))]
    )
    starts_on = forms.DateField(label=_("Oppstart"), required=False)
    scheme = forms.ChoiceField(
        label=_("Ordning"),
        widget=forms.RadioSelect,
        choices=[("substitute", _("Vikarordning")), ("scholarship", _("Stipendordning"))],
        help_text=_("Skoleeier må godkjenne ordningen."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Dager du kan studere"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", _("Mandag")), ("fri", _("Fredag"))],
        required=False,
    )
    reason = forms.CharField(label=_("Begrunnelse"), widget=forms.Textarea, max_length=1000)
    confirms = forms.BooleanField(label=_("Jeg har lest opptakskravet"))
    plan = forms.FileField(label=_("Studieplan"), required=False, help_text=_("PDF, inntil 5 MB."))
