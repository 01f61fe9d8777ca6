"""A teacher's wish to study."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.services.wishing import Wish
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.values import SchoolYear

AHEAD = 8


class WishForm(forms.Form):
    """Which subject, from when, and her own words."""

    subject = forms.ChoiceField(label=_("Hvilket fag vil du studere?"))
    earliest_year = forms.TypedChoiceField(label=_("Tidligst fra skoleåret"), coerce=int)
    with_others = forms.BooleanField(
        label=_("Jeg vil gjerne studere sammen med andre fra skolen som ønsker det samme"), required=False
    )
    note = forms.CharField(
        label=_("Mer om ønsket"),
        help_text=_("Skoleeieren kan lese dette. Ikke skriv om helse eller andre private forhold."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, current: SchoolYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, gettext(one.name)) for code, one in SUBJECTS.items()), key=lambda pair: pair[1])
        years = [SchoolYear(current.start + number) for number in range(1, AHEAD + 1)]
        self.fields["subject"].choices = named  # type: ignore[attr-defined]
        self.fields["earliest_year"].choices = [(year.start, str(year)) for year in years]  # type: ignore[attr-defined]

    def value(self) -> Wish:
        """The wish as the service wants it."""
        return Wish(**self.cleaned_data)
