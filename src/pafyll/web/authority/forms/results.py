"""Searching among the results of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.queries.authority import ResultFilter
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.web.authority.forms.rounds import SCHEMES

OUTCOMES = [("granted", gettext_lazy("Innvilget")), ("refused", gettext_lazy("Avslått"))]


class ResultsForm(forms.Form):
    """The filter stands in the address, so that a list can be shared and an Excel file follows it."""

    sok = forms.CharField(label=gettext_lazy("Navn, skole eller søknadsnummer"), max_length=100, required=False)
    utfall = forms.ChoiceField(label=gettext_lazy("Utfall"), required=False)
    fag = forms.ChoiceField(label=gettext_lazy("Fag"), required=False)
    ordning = forms.ChoiceField(label=gettext_lazy("Ordning"), required=False)
    fylke = forms.ChoiceField(label=gettext_lazy("Fylke"), required=False)
    eier = forms.TypedChoiceField(label=gettext_lazy("Skoleeier"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, owners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(owners)
        everything = ("", _("Alle"))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "utfall": [everything, *OUTCOMES],
            "fag": [everything, *sorted(((code, _(one.name)) for code, one in SUBJECTS.items()), key=lambda c: c[1])],
            "ordning": [everything, *SCHEMES],
            "fylke": [everything, *((code, code) for code in sorted({owner.county_code for owner in known} - {""}))],
            "eier": [everything, *((owner.pk, owner.name) for owner in known)],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def value(self) -> ResultFilter:
        """The filter; what was not understood counts as empty."""
        given = self.cleaned_data if self.is_valid() else {}
        return ResultFilter(
            text=given.get("sok", ""),
            outcome=given.get("utfall", ""),
            subject=given.get("fag", ""),
            county=given.get("fylke", ""),
            owner=given.get("eier"),
            scheme=given.get("ordning", ""),
        )
