"""What a plan for the country is asked for: the years, and the places that all owners share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.services.nation import NationTerms
from pafyll.apps.planning.services.nation.starting import MOST_YEARS
from pafyll.domain.rules.subjects import subject_name

MOST_PLACES = 100_000
PLACES = "places-"


class NationForm(forms.Form):
    """The school years, and one field for each subject."""

    first_year = forms.IntegerField(
        label=_("Første skoleår"),
        help_text=_("Året skoleåret begynner, for eksempel 2026."),
        min_value=2000,
        max_value=2100,
    )
    years = forms.IntegerField(label=_("Antall skoleår"), min_value=1, max_value=MOST_YEARS)

    def __init__(self, *args: Any, places: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for subject, count in places.items():
            self.fields[f"{PLACES}{subject}"] = forms.IntegerField(
                label=_("Plasser i året i %(subject)s") % {"subject": subject_name(subject).lower()},
                min_value=0,
                max_value=MOST_PLACES,
                initial=count,
            )

    def value(self) -> NationTerms:
        """The terms as the service wants them."""
        content = self.cleaned_data
        places = {name.removeprefix(PLACES): count for name, count in content.items() if name.startswith(PLACES)}
        return NationTerms(content["first_year"], content["years"], places)
