"""Forms of what a distribution shares by: a file of figures, the register's, and what earlier years have promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.forums.models import KeyFile, NeedsNotification
from pafyll.apps.forums.queries.distribution import kroner_in
from pafyll.apps.forums.services.key_files import KeyTerms, SentFile
from pafyll.web.authority.forms.distribution import MOST_KRONER
from pafyll.web.components.tags.formats import kroner

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KeyFileForm(forms.Form):
    """A file, what its figures are, and where they are from."""

    figure = forms.ChoiceField(label=gettext_lazy("Hva tallene er"), choices=KeyFile.Figure.choices)
    label = forms.CharField(
        label=gettext_lazy("Navn på nøkkelen"),
        help_text=gettext_lazy("Slik det skal stå i begrunnelsene, for eksempel «lærerårsverk i grunnskolen»."),
        max_length=100,
    )
    source = forms.CharField(
        label=gettext_lazy("Kilde"), help_text=gettext_lazy("For eksempel GSI eller BASIL."), max_length=120
    )
    revision = forms.CharField(label=gettext_lazy("Revisjon"), max_length=60, required=False)
    counted_on = forms.DateField(label=gettext_lazy("Telt"), widget=DAY)
    file = forms.FileField(
        label=gettext_lazy("Fil med tallene"),
        help_text=gettext_lazy(
            "CSV eller Excel med organisasjonsnummer, navn, slag og tallene. Skriv gjerne en rad «Sum»: den blir sammenlignet med radene."  # noqa: E501 (a sentence stands whole)
        ),
    )
    mergers = forms.FileField(
        label=gettext_lazy("Kommuner som er slått sammen"),
        help_text=gettext_lazy(
            "Bare når filen har tall for kommuner som er borte: en fil med gammelt og nytt kommunenummer og dagen det gjaldt fra (starts_on). Tallene blir lagt til den nye kommunen, og hver sum blir vist."  # noqa: E501 (a sentence stands whole)
        ),
        required=False,
    )

    def terms(self) -> KeyTerms:
        """What the figures are."""
        names = ("figure", "label", "source", "counted_on", "revision")
        return KeyTerms(**{name: self.cleaned_data[name] for name in names})

    def sent(self, name: str) -> SentFile | None:
        """The file of the field; None where it is left out."""
        file = self.cleaned_data.get(name)
        return SentFile(file.name or "", file.read()) if file else None


class RegisterForm(forms.Form):
    """Which revision the register's figures are."""

    revision = forms.CharField(
        label=gettext_lazy("Revisjon"), help_text=gettext_lazy("For eksempel «GSI 2025–26, andre publisering»."),
        max_length=60,
    )  # fmt: skip
    counted_on = forms.DateField(label=gettext_lazy("Telt"), widget=DAY)


class CommitmentsForm(forms.Form):
    """Kroner of this year's money that are promised to each need of earlier years."""

    def __init__(
        self, *args: Any, needs: Iterable[NeedsNotification], year: int, awarded: Mapping[str, int],
        kept: Mapping[str, int | str], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for need in needs:
            asked, before = kroner_in(need, year), awarded.get(need.number, 0)
            self.fields[need.number] = forms.IntegerField(
                label=f"{need.number} {need.title}, {need.owner}",
                help_text=_("%(scheme)s. Meldt for %(year)s: %(asked)s. Eieren fikk %(before)s det året.")
                % {
                    "scheme": (need.continues or need).scheme_year.title,
                    "year": year,
                    "asked": kroner(asked),
                    "before": kroner(before),
                },
                min_value=0,
                max_value=MOST_KRONER,
                required=False,
                initial=kept.get(need.number),
            )

    def value(self) -> dict[str, int]:
        return {number: amount for number, amount in self.cleaned_data.items() if amount}
