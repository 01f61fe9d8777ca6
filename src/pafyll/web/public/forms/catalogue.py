"""What the catalogue can be searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import Choices, OfferSearch
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Credits, SchoolYear

_ = gettext_lazy
STAGES = [("1-7", _("1.–7. trinn")), ("8-10", _("8.–10. trinn")), ("vgo", _("Videregående opplæring"))]


class CatalogueForm(forms.Form):
    """Search words and filters, all optional. Sent with GET, so that a search has an address."""

    all_optional = True

    sok = forms.CharField(label=_("Søk etter fag, studium eller lærested"), max_length=100, required=False)
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    trinn = forms.ChoiceField(label=_("Trinn"), required=False)
    form = forms.ChoiceField(label=_("Studieform"), required=False)
    studiepoeng = forms.ChoiceField(label=_("Studiepoeng"), required=False)
    fylke = forms.ChoiceField(label=_("Fylke"), required=False)
    sted = forms.ChoiceField(label=_("Studiested"), required=False)
    tilbyder = forms.ChoiceField(label=_("Tilbyder"), required=False)
    ar = forms.ChoiceField(label=_("Studieår"), required=False)

    FILTERS = ("fag", "trinn", "form", "studiepoeng", "fylke", "sted", "tilbyder")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = sorted(((code, gettext(subject_name(code))) for code in choices.subjects), key=lambda row: row[1])
        credits = [(str(Credits(amount)), str(Credits(amount))) for amount in choices.credits]
        self._offer("fag", _("Alle fag"), subjects)
        self._offer("trinn", _("Alle trinn"), STAGES)
        self._offer("form", _("Alle former"), StudyOffer.Mode.choices)
        self._offer("studiepoeng", _("Alle"), credits)
        self._offer("fylke", _("Hele landet"), choices.counties)
        self._offer("sted", _("Alle steder"), [(place, place) for place in choices.places])
        self._offer("tilbyder", _("Alle tilbydere"), [(str(key), name) for key, name in choices.providers])
        self._offer("ar", _("Nyeste"), [(str(year), str(SchoolYear(year))) for year in choices.study_years])

    def _offer(self, name: str, everything: Any, rows: Any) -> None:
        self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]

    def value(self, study_year: int | None) -> OfferSearch:
        """The search. A filter with a value that does not exist is left out, so an old link still opens."""
        asked = getattr(self, "cleaned_data", {})
        credits = asked.get("studiepoeng", "")
        return OfferSearch(
            words=asked.get("sok", ""),
            subject=asked.get("fag", ""),
            mode=asked.get("form", ""),
            stage=asked.get("trinn", ""),
            county=asked.get("fylke", ""),
            place=asked.get("sted", ""),
            provider=int(asked["tilbyder"]) if asked.get("tilbyder") else None,
            credits=Credits(credits) if credits else None,
            study_year=study_year,
        )

    def in_use(self) -> list[tuple[str, str, str]]:
        """The filters that narrow the search: field name, label and chosen name."""
        asked = getattr(self, "cleaned_data", {})
        return [
            (name, str(self.fields[name].label), str(dict(self.fields[name].choices)[asked[name]]))  # type: ignore[attr-defined]
            for name in self.FILTERS
            if asked.get(name)
        ]
