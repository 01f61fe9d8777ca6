"""What a party writes: why it sends back, and what has come in the way."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models import AgreementIncident
from pafyll.apps.agreements.services.incidents import NewIncident


class ReasonForm(forms.Form):
    """Why, in words that the other party reads."""

    why = forms.CharField(label=_("Hva må endres?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class IncidentForm(forms.Form):
    """Force majeure or a termination."""

    kind = forms.ChoiceField(
        label=_("Hva har skjedd?"), choices=AgreementIncident.Kind.choices, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(
        label=_("Fra og med"), help_text=_("For en oppsigelse: den siste dagen avtalen gjelder.")
    )
    reason = forms.CharField(
        label=_("Beskriv det"),
        help_text=_("Begge parter ser dette."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        labels = [(code, str(label).capitalize()) for code, label in AgreementIncident.Kind.choices]
        self.fields["kind"].choices = labels  # type: ignore[attr-defined]

    def value(self) -> NewIncident:
        """What the service wants."""
        return NewIncident(**self.cleaned_data)


class OverForm(forms.Form):
    """The last day of a hindrance."""

    ends_on = forms.DateField(label=_("Siste dag med hindringen"))
