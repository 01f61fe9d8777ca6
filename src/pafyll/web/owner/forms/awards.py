"""The form about money for collective development: what the owner has put in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.models import OwnContribution

MOST = 10**12


class OwnContributionForm(forms.Form):
    """What the owner has put in itself."""

    kind = forms.ChoiceField(label=_("Penger eller arbeidstid"), choices=OwnContribution.Kind.choices)
    amount = forms.IntegerField(label=_("Verdi (kroner)"), min_value=1, max_value=MOST)
    what = forms.CharField(label=_("Hva det er brukt til"), max_length=300)
