"""The shape of what is typed in about education, credits and subjects taught."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.models import TeacherBackground
from pafyll.apps.planning.services.stating import Education
from pafyll.domain.rules.qualification import STAGES, credits_of_vekttall
from pafyll.domain.rules.subjects import SUBJECTS, TAUGHT_SUBJECTS, subject_name

CREDITS, VEKTTALL = "credits", "vekttall"
TRUTH = [("", _("Vet ikke")), ("yes", _("Ja")), ("no", _("Nei"))]
SAID = {"yes": True, "no": False}


class CommaDecimal(forms.DecimalField):
    """A number that is written with a comma or a point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(" ", "").replace(",", ".") if isinstance(value, str) else value)


class CreditsForm(forms.Form):
    """How many credits in a subject, in today's unit or the older one."""

    subject = forms.ChoiceField(label=_("Fag"))
    credits = CommaDecimal(
        label=_("Hvor mye du har"),
        help_text=_("Tallet som står på vitnemålet, lagt sammen for faget. Skriv 0 hvis du ikke har noe."),
        max_digits=6,
        decimal_places=2,
        error_messages={"invalid": _("Skriv et tall, for eksempel 30 eller 7,5.")},
    )
    unit = forms.ChoiceField(
        label=_("Enhet"),
        choices=[(CREDITS, _("Studiepoeng")), (VEKTTALL, _("Vekttall, den eldre enheten: 10 vekttall er 30 studiepoeng"))],
        widget=forms.RadioSelect,
        initial=CREDITS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(SUBJECTS.keys() | TAUGHT_SUBJECTS.keys(), key=lambda code: gettext(subject_name(code)))
        self.fields["subject"].choices = [("", _("Velg fag")), *((c, gettext(subject_name(c))) for c in codes)]  # type: ignore[attr-defined]

    def value(self) -> dict[str, Any]:
        """The subject, and the credits in today's unit."""
        given = self.cleaned_data
        amount: Decimal = given["credits"]
        credits = credits_of_vekttall(amount) if given["unit"] == VEKTTALL else amount
        return {"subject": given["subject"], "credits": credits}


class EducationForm(forms.Form):
    """How someone became a teacher, and what the exemptions rest on."""

    education = forms.ChoiceField(label=_("Lærerutdanning"), required=False)
    educated_on = forms.DateField(
        label=_("Fullført"),
        help_text=_("Datoen på vitnemålet. Vet du bare året, skriver du 15. juni det året."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    hired_under_rules_before_2014 = forms.ChoiceField(
        label=_("Oppfylte du kravene for å bli ansatt som lærer før 1. januar 2014?"),
        help_text=_("Det gjelder også om du hadde utdanningen da, men ikke jobbet som lærer."),
        choices=TRUTH,
        required=False,
    )
    vocational_route = forms.ChoiceField(
        label=_("Er du ansatt med fagbrev, to års yrkesteori og fire års praksis?"), choices=TRUTH, required=False
    )
    relevant_theory_year = forms.ChoiceField(
        label=_("Er minst ett av teoriårene relevant for faget du underviser i?"), choices=TRUTH, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, gettext(str(label))) for code, label in TeacherBackground.Education.choices]
        self.fields["education"].choices = [("", _("Vet ikke")), *kinds]  # type: ignore[attr-defined]

    def value(self) -> Education:
        """As the service wants it."""
        given = self.cleaned_data
        truths = ("hired_under_rules_before_2014", "vocational_route", "relevant_theory_year")
        said = {name: SAID.get(given[name]) for name in truths}
        return Education(
            given["education"], given["educated_on"], on_conditions=given.get("on_conditions", False), **said
        )


class SchoolsEducationForm(EducationForm):
    """The same as the principal writes it, who also knows the terms of the position."""

    on_conditions = forms.BooleanField(label=_("Ansatt på vilkår av at utdanningen blir fullført"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hired_under_rules_before_2014"].label = _(
            "Oppfylte læreren kravene for å bli ansatt før 1. januar 2014?"
        )
        self.fields["vocational_route"].label = _("Ansatt med fagbrev, to års yrkesteori og fire års praksis?")
        self.fields["relevant_theory_year"].label = _("Er minst ett av teoriårene relevant for faget?")


class TeachingForm(forms.Form):
    """A subject, a stage and hours a week."""

    subject = forms.ChoiceField(label=_("Fag"))
    stage = forms.ChoiceField(label=_("Trinn"))
    hours = CommaDecimal(
        label=_("Timer i uka"),
        max_digits=4,
        decimal_places=1,
        error_messages={"invalid": _("Skriv et tall, for eksempel 5 eller 2,5.")},
    )

    def __init__(self, *args: Any, stages: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(TAUGHT_SUBJECTS, key=lambda code: gettext(subject_name(code)))
        self.fields["subject"].choices = [("", _("Velg fag")), *((c, gettext(subject_name(c))) for c in codes)]  # type: ignore[attr-defined]
        fitting = {"1-10": ("1-7", "8-10")}.get(stages, (stages,) if stages in STAGES else tuple(STAGES))
        self.fields["stage"].choices = [(code, gettext(STAGES[code])) for code in fitting]  # type: ignore[attr-defined]


def said(value: bool | None) -> str:
    """A truth as the form has it."""
    return "" if value is None else "yes" if value else "no"


def initial_of(row: TeacherBackground | None) -> dict[str, Any]:
    """The form as it begins for an education that is known, or for none."""
    if row is None:
        return {}
    truths = ("hired_under_rules_before_2014", "vocational_route", "relevant_theory_year")
    return {
        "education": row.education,
        "educated_on": row.educated_on,
        "on_conditions": row.on_conditions,
        **{name: said(getattr(row, name)) for name in truths},
    }
