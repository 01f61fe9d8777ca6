"""What the owner says when deciding a deviation, and when ending one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DeviationForm(forms.Form):
    """The law's condition, and the grounds."""

    is_distributed = forms.BooleanField(
        label=_("Fagene ved skolen er fordelt slik at kravet er oppfylt så langt det går"), required=False
    )
    grounds = forms.CharField(
        label=_("Hvorfor er avviket nødvendig?"),
        help_text=_("Skriv hva dere har prøvd, og hvorfor ingen som oppfyller kravet, kan ta timene."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class EndForm(forms.Form):
    """Why a deviation ends before the school year does."""

    why = forms.CharField(
        label=_("Hvorfor avsluttes avviket?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
