"""What is looked at on the needs map. Names of the fields are what stands in the address, so they are Norwegian."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.queries.needs import ALL_STAGES, Filters, NeedsMap
from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import SchoolYear

ALL = ("", _("Alle"))


class NeedsFilterForm(forms.Form):
    """Year, school, subject and stage; a choice that is the only one is not asked about."""

    all_optional = True
    ar = forms.ChoiceField(label=_("Skoleår"), required=False)
    skole = forms.ChoiceField(label=_("Skole"), required=False)
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    trinn = forms.ChoiceField(label=_("Trinn"), required=False)

    def __init__(self, *args: Any, shown: NeedsMap, default_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_year = default_year
        self.fields["ar"].choices = [(str(year), str(SchoolYear(year))) for year in shown.years]  # type: ignore[attr-defined]
        self.fields["ar"].initial = str(default_year)
        if shown.place.by_county:
            self.fields["skole"].label = _("Fylke")
        areas = sorted({key.area for key in shown.cells if key.area}, key=lambda one: shown.areas.get(one, str(one)))
        self._choose("skole", [(str(area), shown.areas.get(area, str(area))) for area in areas])
        codes = {key.subject for key in shown.cells}
        self._choose("fag", sorted(((code, gettext(subject_name(code))) for code in codes), key=lambda pair: pair[1]))
        stages = [code for code in STAGES if any(key.stage == code for key in shown.cells)]
        self._choose("trinn", [(code, gettext(STAGES[code])) for code in stages])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        if len(choices) < 2 or choices[0][0] == ALL_STAGES:
            del self.fields[name]
        else:
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def value(self) -> tuple[Filters, int]:
        """The filters and the school year; what cannot be read is left out, and the page shows everything."""
        self.is_valid()
        given = self.cleaned_data
        filters = Filters(given.get("skole", ""), given.get("fag", ""), given.get("trinn", ""))
        return filters, int(given.get("ar") or self.default_year)
