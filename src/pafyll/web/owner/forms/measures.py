"""What the owner says about a measure, its status and its papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import Measure
from pafyll.apps.planning.services.measures import MeasureTerms
from pafyll.domain.lifecycles.budget import MeasureStatus
from pafyll.domain.planning.budget.state_application import state_application

EARLIEST, LATEST = 2000, 2100
ALL = ("", _("Alle"))


class MeasureForm(forms.Form):
    """For whom, how many, where, by whom and when."""

    title = forms.CharField(label=_("Hva heter tiltaket?"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag tiltak"), choices=Measure.Kind.choices)
    target_group = forms.CharField(
        label=_("Hvem er det for?"), help_text=_("For eksempel: lærere på 1.–4. trinn."), max_length=200
    )
    participants = forms.IntegerField(label=_("Antall deltakere"), min_value=1, max_value=1_000_000, required=False)
    schools = forms.TypedMultipleChoiceField(
        label=_("Skoler"),
        help_text=_("Kryss ikke av noen hvis det er for alle skolene."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )
    provider = forms.CharField(label=_("Hvem holder det?"), max_length=200, required=False)
    budget_year = forms.IntegerField(label=_("Budsjettår"), min_value=EARLIEST, max_value=LATEST)
    state_priority = forms.ChoiceField(
        label=_("Hvilken statlig prioritering svarer det på?"),
        help_text=_("Bare for år der statens prioriteringer er ført med kilde."),
        required=False,
    )
    starts_on = forms.DateField(label=_("Første dag"), widget=forms.DateInput, required=False)
    ends_on = forms.DateField(label=_("Siste dag"), widget=forms.DateInput, required=False)
    about_it = forms.CharField(label=_("Mer om tiltaket"), widget=forms.Textarea, max_length=4000, required=False)

    def __init__(self, *args: Any, schools: Iterable[Organisation], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {one.pk: one for one in schools}
        self.fields["schools"].choices = [(key, one.name) for key, one in self.by_key.items()]  # type: ignore[attr-defined]
        known = state_application(year)
        priorities = [(one.code, gettext(one.label)) for one in known.priorities] if known else []
        self.fields["state_priority"].choices = [("", gettext("Ingen")), *priorities]  # type: ignore[attr-defined]
        if not known:
            del self.fields["state_priority"]

    def value(self) -> MeasureTerms:
        """The measure as the service wants it."""
        given = self.cleaned_data
        schools = tuple(self.by_key[key] for key in given["schools"])
        return MeasureTerms(**{"state_priority": "", **given, "schools": schools})


def measure_initial(measure: Measure) -> dict[str, Any]:
    """What the form shows of a measure that is entered."""
    kept = ("title", "kind", "target_group", "participants", "provider", "budget_year", "state_priority", "about_it")
    days = {"starts_on": measure.starts_on, "ends_on": measure.ends_on}
    schools = [one.pk for one in measure.schools.all()]
    return {**{name: getattr(measure, name) for name in kept}, **days, "schools": schools}


class StatusForm(forms.Form):
    """What becomes of the measure now. A reason is asked for where it is cancelled."""

    to = forms.ChoiceField(label=_("Hva skjer med tiltaket?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Hvorfor?"), help_text=_("Må fylles ut når tiltaket utgår."), max_length=500, required=False
    )

    def __init__(self, *args: Any, steps: Iterable[MeasureStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.value, gettext(one.label)) for one in steps]  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A paper for the measure."""

    file = forms.FileField(
        label=_("Vedlegg"), help_text=_("PDF, Word (.docx), Excel (.xlsx), PNG eller JPEG, høyst 10 MB.")
    )


class ProgrammeFilter(forms.Form):
    """Which measures are shown."""

    all_optional = True
    aar = forms.TypedChoiceField(label=_("Budsjettår"), coerce=int, empty_value=None, required=False)
    slag = forms.ChoiceField(label=_("Slag tiltak"), choices=[ALL, *Measure.Kind.choices], required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    skole = forms.TypedChoiceField(label=_("Skole"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, years: Iterable[int], schools: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "aar": [ALL, *((year, str(year)) for year in years)],
            "skole": [ALL, *((one.pk, one.name) for one in schools)],
            "status": [ALL, *((one.value, gettext(one.label)) for one in MeasureStatus)],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def value(self) -> dict[str, Any]:
        """The filters by the query's own names. What cannot be read filters nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        names = {"year": "aar", "kind": "slag", "status": "status", "school": "skole"}
        return {name: given.get(asked) or {"year": None, "school": 0}.get(name, "") for name, asked in names.items()}
