"""An application on a teacher's behalf: the same wishes as the teacher's own form, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.web.components.tags.formats import credits
from pafyll.web.components.tags.formats import scheme as scheme_name

NONE = ("", _("Velg"))
SCHEMES = ("substitute", "scholarship")
SEMESTERS = [("both", _("Høst og vår")), ("autumn", _("Bare høst")), ("spring", _("Bare vår"))]


class FindForm(forms.Form):
    """Which teacher."""

    sok = forms.CharField(label=_("Navn på lærer eller skole"), max_length=100, required=False)


class AddForm(forms.Form):
    """What is applied for. The rules judge it; the form only reads it."""

    school = forms.TypedChoiceField(label=_("Skole"), coerce=int)
    offer_1 = forms.TypedChoiceField(label=_("Førstevalg"), coerce=int)
    offer_2 = forms.TypedChoiceField(label=_("Andrevalg"), coerce=int, required=False, empty_value=None)
    semesters = forms.ChoiceField(label=_("Del av året"), choices=SEMESTERS, initial="both")
    scheme_1 = forms.ChoiceField(label=_("Ordning, første ønske"))
    scheme_2 = forms.ChoiceField(label=_("Ordning, andre ønske"), required=False)
    travel_1 = forms.IntegerField(
        label=_("Reise og opphold, førstevalg"),
        help_text=_("Hele kroner for studieåret."),
        min_value=0,
        max_value=500_000,
        initial=0,
    )
    travel_2 = forms.IntegerField(
        label=_("Reise og opphold, andrevalg"), min_value=0, max_value=500_000, initial=0, required=False
    )
    motivation = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Hvorfor skolen trenger dette. Læreren leser det."),
        widget=forms.Textarea,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, schools: Iterable[tuple[int, str]], offers: Iterable[StudyOffer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = [(offer.pk, _offer(offer)) for offer in offers]
        schemes = [(code, scheme_name(code)) for code in SCHEMES]
        self._choose("school", list(schools))
        self._choose("offer_1", [NONE, *shown])
        self._choose("offer_2", [("", gettext("Ingen")), *shown])
        self._choose("scheme_1", [NONE, *schemes])
        self._choose("scheme_2", [("", gettext("Ingen")), *schemes])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> Contents:
        """The wishes as the teacher's own form gives them."""
        given = self.cleaned_data
        return Contents(**{**given, "travel_2": given["travel_2"] or 0})


def _offer(offer: StudyOffer) -> str:
    programme = offer.programme
    points = gettext("%(credits)s studiepoeng") % {"credits": credits(programme.credits)}
    return f"{programme.name}, {programme.provider.name}, {points}"
