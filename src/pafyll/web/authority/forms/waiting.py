"""On what terms freed places are offered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.services.waiting_lists import WaitingTerms


class WaitingForm(forms.Form):
    """Days to answer, and the last day."""

    answer_days = forms.IntegerField(
        label=_("Dager til å svare"),
        help_text=_("Så mange hele dager har den som får tilbud. Gjelder tilbud som gis fra nå av."),
        min_value=1,
        max_value=60,
    )
    last_day = forms.DateField(
        label=_("Siste dag"),
        help_text=_(
            "Etter denne dagen gis det ingen tilbud, og ingen kan takke ja. Vanligvis lærestedenes opptaksfrist."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def value(self) -> WaitingTerms:
        """The terms as the service wants them."""
        return WaitingTerms(**self.cleaned_data)
