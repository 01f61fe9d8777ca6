"""The owner's own figures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.services.estimating import Figures

MOST = 1_000_000


class EstimateForm(forms.Form):
    """Kroner per participant in the study year."""

    travel = forms.IntegerField(
        label=_("Reise, kroner i studieåret"),
        help_text=_("La feltet stå tomt for å bruke anslaget i søknaden."),
        min_value=0,
        max_value=MOST,
        required=False,
    )
    stay = forms.IntegerField(label=_("Opphold, kroner i studieåret"), min_value=0, max_value=MOST, initial=0)
    materials = forms.IntegerField(
        label=_("Bøker og materiell, kroner i studieåret"), min_value=0, max_value=MOST, initial=0
    )

    def value(self) -> Figures:
        """The figures as the service wants them."""
        return Figures(**self.cleaned_data)
