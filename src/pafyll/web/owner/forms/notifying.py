"""The forms around a need: what it begins with, and a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.planning.models import Measure

EMPTY, NEED, MEASURE = "empty", "need", "measure"


class BeginForm(forms.Form):
    """Where the first answers come from."""

    start = forms.ChoiceField(label=_("Hva vil du begynne med?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, earlier: Sequence[NeedsNotification], measures: Sequence[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._earlier = {f"{NEED}-{one.pk}": one for one in earlier}
        self._measures = {f"{MEASURE}-{one.pk}": one for one in measures}
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            (EMPTY, _("Et tomt skjema")),
            *((key, _("Svarene i «%(title)s» (%(number)s)") % {"title": one.title, "number": one.number})
              for key, one in self._earlier.items()),
            *((key, _("Tiltaket «%(title)s» (%(year)s)") % {"title": one.title, "year": one.budget_year})
              for key, one in self._measures.items()),
        ]  # fmt: skip
        self.initial["start"] = EMPTY

    def earlier(self) -> NeedsNotification | None:
        """The need whose answers to begin with."""
        return self._earlier.get(self.cleaned_data["start"])

    def measure(self) -> Measure | None:
        """The measure to begin with."""
        return self._measures.get(self.cleaned_data["start"])


class SheetForm(forms.Form):
    """The form filled in as a sheet."""

    file = forms.FileField(label=_("Skjemaet som Excel"), help_text=_("Arket du lastet ned herfra, med svarene dine."))
