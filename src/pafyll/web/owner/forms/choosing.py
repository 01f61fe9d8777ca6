"""Which owner and which round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Round
from pafyll.apps.organisations.models import Organisation


class ChoiceForm(forms.Form):
    """Two choices; only what the person may act for is among them."""

    owner = forms.TypedChoiceField(label=_("Skoleeier"), coerce=int, widget=forms.RadioSelect)
    round = forms.TypedChoiceField(label=_("Runde"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, owners: Sequence[Organisation], rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(one.pk, one.name) for one in owners]  # type: ignore[attr-defined]
        self.fields["round"].choices = [(one.pk, one.name) for one in rounds]  # type: ignore[attr-defined]
