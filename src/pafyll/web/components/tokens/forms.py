"""What a key is called, whom it is for, what it is for, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.connections.models import AccessToken
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.tokens import LONGEST, LONGEST_NAME, scopes_for

LIVES = (30, 90, 180, LONGEST.days)


class TokenForm(forms.Form):
    """A new key. The organisation is asked for only where there are several."""

    organisation = forms.ModelChoiceField(label=_("For"), queryset=Organisation.objects.none(), empty_label=None)
    name = forms.CharField(
        label=_("Navn på systemet"),
        help_text=_("Slik at dere kjenner nøkkelen igjen, for eksempel navnet på fagsystemet."),
        max_length=LONGEST_NAME,
    )
    comes_by = forms.ChoiceField(
        label=_("Hvordan systemet viser hvem det er"),
        help_text=_("Med Maskinporten får systemet ingen nøkkel. Tilgangen gjelder alle som kommer for virksomheten."),
        widget=forms.RadioSelect,
        choices=AccessToken.Way.choices,
        initial=AccessToken.Way.KEY,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Hva nøkkelen skal brukes til"),
        help_text=_("Velg bare det systemet trenger."),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("Varer i"), coerce=int, initial=90)

    def __init__(self, *args: Any, owners: Iterable[Organisation], desk: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one.pk for one in owners]
        scopes = scopes_for(is_owner=desk == "owner", is_authority=desk == "authority")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=own).order_by("name")  # type: ignore[attr-defined]
        self.fields["scopes"].choices = [(one.code, gettext(one.label)) for one in scopes]  # type: ignore[attr-defined]
        self.fields["days"].choices = [(days, gettext("%s dager") % days) for days in LIVES]  # type: ignore[attr-defined]
        if not settings.MASKINPORTEN:
            del self.fields["comes_by"]
        if len(own) == 1:
            self.initial["organisation"] = own[0]
            self.fields["organisation"].widget = forms.HiddenInput()
