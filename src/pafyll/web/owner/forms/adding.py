"""An application on a teacher's behalf: the same wishes as the teacher's own form, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.contents import KEPT, Contents
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.web.components.tags.formats import credits
from pafyll.web.components.tags.formats import scheme as scheme_name
from pafyll.web.components.tags.formats import subject as subject_name

NONE = ("", _("Velg"))
SCHEMES = ("substitute", "scholarship")
CHOICES = ("offer_1", "offer_2")
OTHER_STUDY = ("other_study_name", "other_study_provider", "other_study_subject", "other_study_credits")
SEMESTERS = [("both", _("Høst og vår")), ("autumn", _("Bare høst")), ("spring", _("Bare vår"))]


class FindForm(forms.Form):
    """Which teacher."""

    sok = forms.CharField(label=_("Navn på lærer eller skole"), max_length=100, required=False)


class AddForm(forms.Form):
    """What is applied for. The rules judge it; the form only reads it, and asks only what the round can take."""

    school = forms.TypedChoiceField(label=_("Skole"), coerce=int)
    offer_1 = forms.TypedChoiceField(label=_("Førstevalg"), coerce=int, required=False, empty_value=None)
    offer_2 = forms.TypedChoiceField(label=_("Andrevalg"), coerce=int, required=False, empty_value=None)
    other_study_name = forms.CharField(
        label=_("Annet studium"),
        help_text=_("Fyll ut disse fire feltene bare når studiet ikke står i katalogen. Da skal det ikke velges over."),
        max_length=200,
        required=False,
    )
    other_study_provider = forms.CharField(label=_("Lærested for annet studium"), max_length=200, required=False)
    other_study_subject = forms.ChoiceField(label=_("Fag for annet studium"), required=False)
    other_study_credits = forms.DecimalField(
        label=_("Studiepoeng for annet studium"),
        help_text=_("Dette studieåret, for eksempel 15 eller 30. Bruk komma for halve."),
        max_digits=4,
        decimal_places=1,
        min_value=Decimal("0.5"),
        max_value=60,
        localize=True,
        required=False,
    )
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
        self, *args: Any, schools: Iterable[tuple[int, str]], offers: Iterable[StudyOffer], round: Round, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = [(offer.pk, _offer(offer)) for offer in offers]
        schemes = [(code, scheme_name(code)) for code in SCHEMES]
        subjects = sorted(((code, subject_name(code)) for code in SUBJECTS), key=lambda one: one[1])
        self._choose("school", list(schools))
        self._choose("offer_1", [NONE, *shown])
        self._choose("offer_2", [("", gettext("Ingen")), *shown])
        self._choose("other_study_subject", [NONE, *subjects])
        self._choose("scheme_1", [NONE, *schemes])
        self._choose("scheme_2", [("", gettext("Ingen")), *schemes])
        self._keep_what_the_round_takes(round)

    def _keep_what_the_round_takes(self, round: Round) -> None:
        """What the round has no room for is not asked; where the catalogue is the only way, a choice must be made."""
        self.fields["offer_1"].required = not round.allows_other_study
        left_out = (() if round.has_catalogue else CHOICES) + (() if round.allows_other_study else OTHER_STUDY)
        for name in left_out:
            del self.fields[name]

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> Contents:
        """The wishes as the teacher's own form gives them."""
        given = {name: value for name, value in self.cleaned_data.items() if name in KEPT}
        return Contents(**{**given, "travel_2": given["travel_2"] or 0})


class EditForm(AddForm):
    """The same, with why it is corrected, and which version was read."""

    why = forms.CharField(
        label=_("Hvorfor rettes søknaden?"),
        help_text=_("Læreren får dette på e-post sammen med hva som er endret. Det blir stående i historikken."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def _offer(offer: StudyOffer) -> str:
    programme = offer.programme
    points = gettext("%(credits)s studiepoeng") % {"credits": credits(programme.credits)}
    return f"{programme.name}, {programme.provider.name}, {points}"
