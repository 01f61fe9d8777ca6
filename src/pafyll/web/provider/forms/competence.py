"""A person's own page, her consent, and searching for who can do what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import Unit
from pafyll.apps.assignments.services.competence import Stated
from pafyll.domain.assignments.competence import LEVEL_NAMES, Level, Wanted, lists
from pafyll.domain.values import Semester
from pafyll.web.components.tags.formats import semester as semester_text
from pafyll.web.components.tags.formats import t

PUBLIC_PARTS = [
    ("fields", _("Fagfeltene og nivået")),
    ("languages", _("Språkene")),
    ("stages", _("Trinnene")),
    ("about", _("Det jeg har skrevet med egne ord")),
]


class ProfileForm(forms.Form):
    """Level in each field, languages, stages, time in the semesters that come, and own words."""

    languages = forms.MultipleChoiceField(
        label=_("Språk jeg underviser på"), widget=forms.CheckboxSelectMultiple, required=False
    )
    stages = forms.MultipleChoiceField(
        label=_("Trinn jeg arbeider med"), widget=forms.CheckboxSelectMultiple, required=False
    )
    about = forms.CharField(label=_("Med egne ord"), widget=forms.Textarea, max_length=1000, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, semesters: Sequence[Semester], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.semesters = semesters
        known = lists()
        for code, name in known.fields.items():
            levels = [("", _("Ikke ført opp")), *((level.value, t(LEVEL_NAMES[level])) for level in Level)]
            self.fields[f"field_{code}"] = forms.ChoiceField(label=t(name), choices=levels, required=False)
        for one in semesters:
            self.fields[f"time_{one.code}"] = forms.IntegerField(
                label=_("Prosent %(semester)s") % {"semester": semester_text(one.code)},
                min_value=0,
                max_value=100,
                required=False,
            )
        for name, those in (("languages", known.languages), ("stages", known.stages)):
            self.fields[name].choices = [(code, t(word)) for code, word in those.items()]  # type: ignore[attr-defined]

    def of_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("field_")]

    def of_time(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("time_")]

    def value(self) -> Stated:
        """What the person says."""
        given = self.cleaned_data
        levels = {code: Level(given[f"field_{code}"]) for code in lists().fields if given.get(f"field_{code}")}
        return Stated(
            levels=levels,
            languages=tuple(given["languages"]),
            stages=tuple(given["stages"]),
            percent={one.code: given.get(f"time_{one.code}") or 0 for one in self.semesters},
            about=given["about"],
        )


class ConsentForm(forms.Form):
    """What everyone may read."""

    shows = forms.MultipleChoiceField(
        label=_("Vis dette sammen med navnet mitt"), choices=PUBLIC_PARTS, widget=forms.CheckboxSelectMultiple
    )


class CompetenceSearchForm(forms.Form):
    """Who can do what, in which language, where and when."""

    all_optional = True
    felt = forms.ChoiceField(label=_("Fagfelt"), required=False)
    niva = forms.ChoiceField(label=_("Minst"), required=False)
    sprak = forms.ChoiceField(label=_("Språk"), required=False)
    trinn = forms.ChoiceField(label=_("Trinn"), required=False)
    semester = forms.ChoiceField(label=_("Semester"), required=False)
    prosent = forms.IntegerField(label=_("Ledig, prosent"), min_value=1, max_value=100, required=False)

    def __init__(self, *args: Any, semesters: Sequence[Semester], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = lists()
        choices = {
            "felt": known.fields,
            "sprak": known.languages,
            "trinn": known.stages,
        }
        for name, those in choices.items():
            self.fields[name].choices = [("", _("Alle")), *((code, t(word)) for code, word in those.items())]  # type: ignore[attr-defined]
        levels = [(level.value, t(LEVEL_NAMES[level])) for level in (Level.CONTRIBUTES, Level.LEADS, Level.LEARNS)]
        self.fields["niva"].choices = levels  # type: ignore[attr-defined]
        when = [(one.code, semester_text(one.code)) for one in semesters]
        self.fields["semester"].choices = [("", _("Spiller ingen rolle")), *when]  # type: ignore[attr-defined]

    def value(self) -> Wanted:
        """What is looked for; what cannot be understood asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            field=given.get("felt", ""),
            level=Level(given.get("niva") or Level.CONTRIBUTES),
            language=given.get("sprak", ""),
            stage=given.get("trinn", ""),
            semester=Semester(given["semester"]) if given.get("semester") else None,
            percent=given.get("prosent") or 0,
        )


class UnitForm(forms.Form):
    """Which unit the overview is about."""

    all_optional = True
    enhet = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.none(), required=False, empty_label=_("Alle")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhet"].queryset = units  # type: ignore[attr-defined]

    def value(self) -> Unit | None:
        self.is_valid()
        return self.cleaned_data.get("enhet")
