"""The shape of what a teacher writes. What it may be is for the rules; see domain.rules.eligibility."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.queries.facts import Applicant
from pafyll.apps.applications.services.contents import KEPT
from pafyll.domain.rules.eligibility_facts import SEMESTERS, Study
from pafyll.domain.rules.subjects import SUBJECTS

SEMESTER_LABELS = {"both": _("Høst og vår"), "autumn": _("Bare høst"), "spring": _("Bare vår")}


class PartForm(forms.Form):
    """A part of the contents. changes() gives what was readable, so that autosave keeps the rest."""

    def changes(self) -> dict[str, Any]:
        """The readable fields by name. One that is left empty is emptied; one that cannot be read is left alone."""
        self.is_valid()
        emptied = {name: None for name, faults in self.errors.as_data().items() if faults[0].code == "required"}
        kept = {**self.cleaned_data, **emptied}
        return {name: EMPTY.get(name, "") if value is None else value for name, value in kept.items() if name in KEPT}


EMPTY: dict[str, Any] = {"other_study_credits": None, "travel_1": 0, "travel_2": 0, "school": None}


class OtherStudyForm(PartForm):
    """A study outside the catalogue."""

    other_study_name = forms.CharField(label=_("Navn på studiet"), max_length=200)
    other_study_provider = forms.CharField(
        label=_("Lærested"), max_length=200, help_text=_("Universitet, høyskole eller fagskole, også i utlandet.")
    )
    other_study_subject = forms.ChoiceField(label=_("Fag"))
    other_study_credits = forms.DecimalField(
        label=_("Studiepoeng dette studieåret"),
        max_digits=4,
        decimal_places=1,
        min_value=Decimal("0.5"),
        max_value=60,
        localize=True,
        help_text=_("For eksempel 15 eller 30. Bruk komma for halve."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(((code, subject.name) for code, subject in SUBJECTS.items()), key=lambda row: row[1])
        self.fields["other_study_subject"].choices = [("", _("Velg fag")), *names]  # type: ignore[attr-defined]


class SchemeForm(PartForm):
    """Scheme, part of the year and travel. Only what matters for the chosen studies is asked."""

    school = forms.TypedChoiceField(
        label=_("Hvilken skole søker du fra?"), coerce=int, help_text=_("Rektor og skoleeier der behandler søknaden.")
    )
    semesters = forms.ChoiceField(
        label=_("Hvilken del av studieåret søker du for?"),
        widget=forms.RadioSelect,
        help_text=_("Søker du bare for ett semester, dekkes bare det. Resten kan du søke om senere."),
    )
    scheme_1 = forms.ChoiceField(
        label=_("Hvilken ordning søker du om?"),
        widget=forms.RadioSelect,
        choices=[
            ("substitute scholarship", _("Helst vikarordning, ellers stipend")),
            ("scholarship substitute", _("Helst stipend, ellers vikarordning")),
            ("substitute", _("Bare vikarordning")),
            ("scholarship", _("Bare stipend")),
        ],
        help_text=_("Skoleeieren velger blant det du svarer her. To ordninger gir flere muligheter for plass."),
    )
    travel_1 = forms.IntegerField(required=False, min_value=0, max_value=200_000, localize=True)
    travel_2 = forms.IntegerField(required=False, min_value=0, max_value=200_000, localize=True)

    def __init__(
        self, *args: Any, applicant: Applicant, studies: list[Study], travel_to: tuple[str, str], **kwargs: Any
    ):
        """travel_to names the first and second choice where one must travel, "" where not."""
        super().__init__(*args, **kwargs)
        self._keep_school(applicant)
        self._keep_semesters(studies)
        self._keep_travel(travel_to)

    def changes(self) -> dict[str, Any]:
        """As above, with the answer about schemes split in first and second wish."""
        found: dict[str, Any] = {"travel_1": 0, "travel_2": 0, **super().changes()}
        found = {name: value for name, value in found.items() if name not in self.errors or name == "scheme_1"}
        if "scheme_1" in found:
            first, _space, second = found["scheme_1"].partition(" ")
            found |= {"scheme_1": first, "scheme_2": second}
        return found

    def _keep_school(self, applicant: Applicant) -> None:
        """Asked only of someone who works at more than one school."""
        if len(applicant.jobs) < 2:
            del self.fields["school"]
            return
        jobs = [(job.workplace_id, f"{job.workplace} ({job.position_percent} %)") for job in applicant.jobs]
        self.fields["school"].choices = jobs  # type: ignore[attr-defined]

    def _keep_semesters(self, studies: list[Study]) -> None:
        """Asked only where a study runs in both semesters."""
        if studies and all(study.semesters != SEMESTERS["both"] for study in studies):
            del self.fields["semesters"]
            return
        self.fields["semesters"].choices = list(SEMESTER_LABELS.items())  # type: ignore[attr-defined]

    def _keep_travel(self, travel_to: tuple[str, str]) -> None:
        """Asked only of studies with gatherings or on campus."""
        for name, study in zip(("travel_1", "travel_2"), travel_to, strict=True):
            if not study:
                del self.fields[name]
                continue
            self.fields[name].label = _("Reise og opphold for %(study)s, kroner for studieåret") % {"study": study}
            self.fields[name].help_text = _("Et anslag er nok. Skoleeieren betaler og trenger tallet for å planlegge.")


class MotivationForm(PartForm):
    """Why."""

    motivation = forms.CharField(
        label=_("Hvorfor trenger du og skolen dette studiet?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_(
            "Rektor og skoleeier leser dette. Skriv gjerne hva du underviser i, hva du mangler, "
            "og hvordan skolen vil bruke det du lærer."
        ),
    )


class SendForm(forms.Form):
    """What the applicant vouches for."""

    principal_knows = forms.BooleanField(label=_("Rektor vet at jeg søker."))
    meets_admission = forms.BooleanField(
        label=_("Jeg har sjekket opptakskravet og svarer selv for at jeg fyller det."),
    )

    def confirmed(self) -> list[str]:
        """Codes of what is vouched for."""
        return [name for name in self.fields if self.cleaned_data.get(name)]


class WithdrawForm(forms.Form):
    """Why an application is withdrawn."""

    REASONS = (
        ("new_job", _("Jeg skal bytte jobb")),
        ("family", _("Familie eller helse")),
        ("workload", _("Det blir for mye ved siden av jobben")),
        ("other_study", _("Jeg skal ta et annet studium")),
        ("mistake", _("Jeg sendte søknaden ved en feil")),
        ("other", _("En annen grunn")),
    )
    reason = forms.ChoiceField(label=_("Hvorfor trekker du søknaden?"), choices=REASONS, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Vil du si noe mer?"), required=False, max_length=300)

    def value(self) -> str:
        """The reason in words, as the history keeps it."""
        label = str(dict(self.REASONS)[self.cleaned_data["reason"]])
        return f"{label}. {self.cleaned_data['words']}".strip() if self.cleaned_data["words"] else label
