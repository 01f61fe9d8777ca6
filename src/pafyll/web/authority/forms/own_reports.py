"""Forms of officers' own reports: what is chosen stands in the address, and a name keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.statistics.queries.own_reports import FIGURES, HEADINGS, ReportChoice

# The address is read by people: aar=2026&fylke=15.
PARAMETERS = {
    "year": "aar",
    "subject": "fag",
    "county": "fylke",
    "owner": "eier",
    "provider": "studiested",
    "scheme": "ordning",
    "sex": "kjonn",
    "status": "status",
    "rows": "rader",
    "columns": "kolonner",
    "figure": "tall",
}
START = ReportChoice()


class ReportForm(forms.Form):
    """Which applications, and how they are counted. A choice that is not on offer counts as none."""

    def __init__(self, given: Mapping[str, Any], *, words: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__({PARAMETERS["rows"]: START.rows, PARAMETERS["figure"]: START.figure} | _single(given))
        for name, heading in HEADINGS.items():
            offered = [("", _("Alle")), *words[name].items()]
            self.fields[PARAMETERS[name]] = forms.ChoiceField(label=heading, choices=offered, required=False)
        groups = [(name, _(heading)) for name, heading in HEADINGS.items()]
        self.fields["rader"] = forms.ChoiceField(label=gettext_lazy("Én rad for hver"), choices=groups, required=False)
        self.fields["kolonner"] = forms.ChoiceField(
            label=gettext_lazy("Én kolonne for hver"), choices=[("", _("Ingen, vis alle tallene")), *groups],
            required=False,
        )  # fmt: skip
        figures = [(code, _(label)) for code, label in FIGURES.items()]
        self.fields["tall"] = forms.ChoiceField(label=gettext_lazy("Vis"), choices=figures, required=False)

    @property
    def filters(self) -> list[Any]:
        """The fields that choose applications."""
        return [self[PARAMETERS[name]] for name in HEADINGS]

    @property
    def shape(self) -> list[Any]:
        """The fields that say how they are counted."""
        return [self["rader"], self["kolonner"], self["tall"]]

    def value(self) -> ReportChoice:
        """The choice; what was not understood counts as empty."""
        self.is_valid()
        given = {name: self.cleaned_data.get(parameter, "") for name, parameter in PARAMETERS.items()}
        return ReportChoice(**given | {"rows": given["rows"] or START.rows, "figure": given["figure"] or START.figure})


def _single(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name in PARAMETERS.values() if (value := given.get(name))}


def query_of(choice: ReportChoice) -> str:
    """The choice as it stands in the address."""
    query = QueryDict(mutable=True)
    for name, parameter in PARAMETERS.items():
        if value := getattr(choice, name):
            query[parameter] = value
    return query.urlencode()


class KeepForm(forms.Form):
    """The name of a report, and who else sees it."""

    name = forms.CharField(label=gettext_lazy("Navn på rapporten"), max_length=120)
    is_shared = forms.BooleanField(
        label=gettext_lazy("Del med kolleger"),
        help_text=gettext_lazy("De ser det du har valgt, med tallene de selv har tilgang til."),
        required=False,
    )
