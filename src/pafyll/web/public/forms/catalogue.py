"""What the catalogue can be searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import Choices, OfferSearch
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Credits, SchoolYear

_ = gettext_lazy
STAGES = [("1-7", _("1.–7. trinn")), ("8-10", _("8.–10. trinn")), ("vgo", _("Videregående opplæring"))]


PARAMETERS = {
    "words": "sok",
    "subject": "fag",
    "stage": "trinn",
    "mode": "form",
    "credits": "studiepoeng",
    "county": "fylke",
    "place": "sted",
    "provider": "tilbyder",
    "study_year": "ar",
}


class CatalogueForm(forms.Form):
    """Search words and filters, all optional. Sent with GET, so that a search has an address, in Norwegian."""

    all_optional = True

    words = forms.CharField(label=_("Søk etter fag, studium eller lærested"), max_length=100, required=False)
    subject = forms.ChoiceField(label=_("Fag"), required=False)
    stage = forms.ChoiceField(label=_("Trinn"), required=False)
    mode = forms.ChoiceField(label=_("Studieform"), required=False)
    credits = forms.ChoiceField(label=_("Studiepoeng"), required=False)
    county = forms.ChoiceField(label=_("Fylke"), required=False)
    place = forms.ChoiceField(label=pgettext_lazy("sted", "Studiested"), required=False)
    provider = forms.ChoiceField(label=_("Tilbyder"), required=False)
    study_year = forms.ChoiceField(label=_("Studieår"), required=False)

    FILTERS = ("subject", "stage", "mode", "credits", "county", "place", "provider")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = sorted(((code, gettext(subject_name(code))) for code in choices.subjects), key=lambda row: row[1])
        credits = [(str(Credits(amount)), str(Credits(amount))) for amount in choices.credits]
        self._offer("subject", _("Alle fag"), subjects)
        self._offer("stage", _("Alle trinn"), STAGES)
        self._offer("mode", _("Alle former"), StudyOffer.Mode.choices)
        self._offer("credits", _("Alle"), credits)
        self._offer("county", _("Hele landet"), choices.counties)
        self._offer("place", _("Alle steder"), [(place, place) for place in choices.places])
        self._offer("provider", _("Alle tilbydere"), [(str(key), name) for key, name in choices.providers])
        self._offer("study_year", _("Nyeste"), [(str(year), str(SchoolYear(year))) for year in choices.study_years])

    def add_prefix(self, field_name: str) -> str:
        """The field's name in the address."""
        return PARAMETERS.get(field_name, field_name)

    def _offer(self, name: str, everything: Any, rows: Any) -> None:
        self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]

    def value(self, study_year: int | None) -> OfferSearch:
        """The search. A filter with a value that does not exist is left out, so an old link still opens."""
        asked = getattr(self, "cleaned_data", {})
        credits = asked.get("credits", "")
        return OfferSearch(
            words=asked.get("words", ""),
            subject=asked.get("subject", ""),
            mode=asked.get("mode", ""),
            stage=asked.get("stage", ""),
            county=asked.get("county", ""),
            place=asked.get("place", ""),
            provider=int(asked["provider"]) if asked.get("provider") else None,
            credits=Credits(credits) if credits else None,
            study_year=study_year,
        )

    def in_use(self) -> list[tuple[str, str, str]]:
        """The filters that narrow the search: name in the address, label and chosen name."""
        asked = getattr(self, "cleaned_data", {})
        return [
            (PARAMETERS[name], str(self.fields[name].label), str(dict(self.fields[name].choices)[asked[name]]))  # type: ignore[attr-defined]
            for name in self.FILTERS
            if asked.get(name)
        ]
