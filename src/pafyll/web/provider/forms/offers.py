"""What is written about a study and its offer, and the few words that acts on it need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.rules.offers import STAGES, OfferValues
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.web.components.tags.formats import t

SUBJECT_CHOICES = [(code, subject.name) for code, subject in SUBJECTS.items()]


class OfferForm(forms.Form):
    """A programme and one offer of it."""

    programme_code = forms.SlugField(
        label=_("Kode for studiet"), help_text=_("Den samme fra år til år, for eksempel MAT1."), max_length=20
    )
    name = forms.CharField(label=_("Navn"), max_length=200)
    subject = forms.ChoiceField(label=_("Fag"))
    credits = forms.DecimalField(label=_("Studiepoeng"), max_digits=4, decimal_places=1, localize=True)
    stages = forms.ChoiceField(label=_("Trinn"), required=False)
    study_year = forms.TypedChoiceField(label=_("Studieår"), coerce=int)
    semesters = forms.IntegerField(label=_("Semestre"), min_value=1, max_value=8)
    starts_in = forms.ChoiceField(label=_("Start"), choices=[("H", _("Høst")), ("V", _("Vår"))])
    starts_on = forms.DateField(label=_("Første dag"), widget=forms.DateInput, required=False)
    ends_on = forms.DateField(label=_("Siste dag"), widget=forms.DateInput, required=False)
    mode = forms.ChoiceField(label=_("Studieform"), choices=StudyOffer.Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=pgettext_lazy("sted", "Studiested"),
        help_text=_("For campus og samlinger."),
        max_length=80,
        required=False,
    )
    gatherings = forms.IntegerField(label=_("Antall samlinger"), min_value=0, max_value=50, required=False)
    capacity = forms.IntegerField(label=_("Plasser"), min_value=1, max_value=5000)
    fee = forms.IntegerField(
        label=_("Egenbetaling i kroner"),
        help_text=_("0 er gratis. Tomt betyr at det ikke er oppgitt."),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    admission_requirement = forms.CharField(
        label=_("Opptakskrav"), widget=forms.Textarea, max_length=2000, required=False
    )
    target_group = forms.CharField(label=_("Målgruppe"), widget=forms.Textarea, max_length=1000, required=False)
    description = forms.CharField(label=_("Om studiet"), widget=forms.Textarea, max_length=5000, required=False)
    seen_offer = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_programme = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "subject": [(code, t(name)) for code, name in SUBJECT_CHOICES],
            "stages": [("", _("Ikke oppgitt")), *((code, t(name)) for code, name in STAGES.items())],
            "study_year": [(year, f"{year}/{(year + 1) % 100:02d}") for year in years],
        }
        for name, those in choices.items():
            self.fields[name].choices = those  # type: ignore[attr-defined]

    def value(self) -> OfferValues:
        """What was written."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("seen_")}
        return OfferValues(**given | {"gatherings": given.get("gatherings") or 0})

    @property
    def seen(self) -> tuple[int, int]:
        """The versions that were on the page."""
        return self.cleaned_data.get("seen_offer") or 0, self.cleaned_data.get("seen_programme") or 0


class CapacityForm(forms.Form):
    """A new number of places."""

    capacity = forms.IntegerField(label=_("Nytt antall plasser"), min_value=1, max_value=5000)


class CancelForm(forms.Form):
    """Why the study is called off."""

    reason = forms.CharField(
        label=_("Hvorfor avlyses studiet?"),
        help_text=_("Søkerne og skoleeierne får dette i en e-post."),
        widget=forms.Textarea,
        max_length=500,
    )
