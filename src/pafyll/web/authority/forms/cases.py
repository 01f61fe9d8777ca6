"""What the directorate writes in cases about participation: assessments, returns, forewarnings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.services.reclaiming import Forewarning


class AssessmentForm(forms.Form):
    """A recommendation with its grounds. holds_money is asked only where money can be held."""

    recommends = forms.ChoiceField(
        label=_("Tilrådning"), widget=forms.RadioSelect, choices=[("yes", _("Ja")), ("no", _("Nei"))]
    )
    assessment = forms.CharField(
        label=_("Vurdering"),
        help_text=_("Står som begrunnelse i vedtaket. Ikke skriv om helse eller andre private forhold."),
        widget=forms.Textarea,
        max_length=2000,
    )
    holds_money = forms.BooleanField(
        label=_("Hold av pengene som ikke er betalt, til studiet tas opp igjen i samme budsjettår"), required=False
    )

    def __init__(
        self, *args: Any, yes: Any = None, no: Any = None, asks_about_money: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_about_money:
            del self.fields["holds_money"]
        self.fields["recommends"].choices = [("yes", yes or _("Ja")), ("no", no or _("Nei"))]  # type: ignore[attr-defined]

    @property
    def says_yes(self) -> bool:
        return bool(self.cleaned_data["recommends"] == "yes")


class ReturnForm(forms.Form):
    """What must be assessed again."""

    why = forms.CharField(label=_("Hva må vurderes på nytt?"), widget=forms.Textarea, max_length=1000)


class ForewarningForm(forms.Form):
    """How much, why, and by when the owner may comment."""

    amount = forms.IntegerField(label=_("Kroner som kan bli krevd tilbake"), min_value=1)
    grounds = forms.CharField(
        label=_("Hva saken gjelder, og hvorfor pengene kan bli krevd tilbake"), widget=forms.Textarea, max_length=2000
    )
    comments_due_on = forms.DateField(
        label=_("Siste dag for å uttale seg"),
        help_text=_("Loven sier ikke hvor lang fristen skal være. Gi skoleeieren tid til å svare."),
        widget=forms.DateInput,
    )

    def value(self) -> Forewarning:
        """The forewarning as the service reads it."""
        given = self.cleaned_data
        return Forewarning(given["amount"], given["grounds"], given["comments_due_on"])
