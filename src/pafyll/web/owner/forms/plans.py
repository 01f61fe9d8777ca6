"""What an owner fills in about competence plans: terms, places, money, rates, trials, and what is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import Case
from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.services.plans import Terms
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.schemes.scheme import STUDY
from pafyll.domain.values import SchoolYear

MOST = 1_000_000_000
OTHERS = {"principal_education", "kindergarten_facilitation"}  # not for teachers in schools
PAYERS = [("owner", _("Skoleeier")), ("state", _("Staten"))]


def subject_choices() -> list[tuple[str, str]]:
    """Every subject by its name in the reader's language."""
    return sorted(((code, gettext(one.name)) for code, one in SUBJECTS.items()), key=lambda pair: pair[1])


def scheme_choices(day: date) -> list[tuple[str, str]]:
    """The schemes for teachers' studies that are in force on the day."""
    found = [(code, one) for code, one in schemes().items() if one.covers == STUDY and code not in OTHERS]
    return [(code, gettext(one.label)) for code, one in found if _runs(one, day)]


def _runs(scheme: Scheme, day: date) -> bool:
    try:
        scheme.regime(day)
    except NoValueInForce:
        return False
    return True


class TermsForm(forms.Form):
    """What the plan goes by."""

    title = forms.CharField(label=_("Navn på planen"), max_length=120)
    first_year = forms.TypedChoiceField(label=_("Første skoleår"), coerce=int)
    years = forms.IntegerField(label=_("Antall skoleår"), min_value=1, max_value=15, initial=8)
    absence_percent = forms.IntegerField(
        label=_("Største andel av en skoles lærere som kan være borte samtidig, i prosent"),
        help_text=_("Regnes i årsverk for hvert semester."),
        min_value=1,
        max_value=100,
        initial=10,
    )
    credits_a_year = forms.IntegerField(
        label=_("Flest studiepoeng for én lærer i et skoleår"), min_value=5, max_value=60, initial=30
    )
    retires_at = forms.IntegerField(
        label=_("Antatt alder ved pensjon"),
        help_text=_("La feltet stå tomt for å regne med det dere har antatt i behovskartet."),
        min_value=55,
        max_value=75,
        required=False,
    )
    schemes = forms.MultipleChoiceField(
        label=_("Ordninger som kan brukes"), widget=forms.CheckboxSelectMultiple, initial=["substitute", "scholarship"]
    )

    def __init__(self, *args: Any, current: SchoolYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [SchoolYear(current.start + number) for number in range(1, 6)]
        kept = self.initial.get("first_year")
        if kept and kept not in {year.start for year in years}:
            years.insert(0, SchoolYear(kept))
        self.fields["first_year"].choices = [(year.start, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["schemes"].choices = scheme_choices(years[0].starts_on)  # type: ignore[attr-defined]

    def value(self) -> Terms:
        """The terms as the service wants them."""
        given = self.cleaned_data
        return Terms(**given | {"schemes": tuple(given["schemes"])})


class PlacesForm(forms.Form):
    """How many places in a subject."""

    subject = forms.ChoiceField(label=_("Fag"))
    places = forms.IntegerField(
        label=_("Plasser i året"),
        help_text=_("La feltet stå tomt når det ikke er noen grense."),
        min_value=0,
        max_value=1000,
        required=False,
    )
    source = forms.CharField(label=_("Hva bygger tallet på?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subject_choices()  # type: ignore[attr-defined]


class MoneyForm(forms.Form):
    """Money that the plan adds to a budget year, or takes from it."""

    budget_year = forms.TypedChoiceField(label=_("Budsjettår"), coerce=int)
    amount = forms.IntegerField(
        label=_("Kroner"),
        help_text=_("Skriv minus foran for å prøve med mindre penger. 0 tar endringen bort."),
        min_value=-MOST,
        max_value=MOST,
    )
    source = forms.CharField(label=_("Hva bygger tallet på?"), max_length=200)

    def __init__(self, *args: Any, plan: CompetencePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(plan.first_year, plan.first_year + plan.years + 1)
        self.fields["budget_year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class RateForm(forms.Form):
    """What 30 credits cost a payer in a scheme, by the owner's own figures."""

    scheme = forms.ChoiceField(label=_("Ordning"))
    payer = forms.ChoiceField(label=_("Hvem betaler"), choices=PAYERS)
    per_30_credits = forms.IntegerField(
        label=_("Kroner for 30 studiepoeng"),
        help_text=_("La feltet stå tomt for å bruke satsen fra søknadsrunden."),
        min_value=0,
        max_value=MOST,
        required=False,
    )
    source = forms.CharField(label=_("Hva bygger tallet på?"), max_length=200)

    def __init__(self, *args: Any, plan: CompetencePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [pair for pair in scheme_choices(SchoolYear(plan.first_year).starts_on) if pair[0] in plan.schemes]
        self.fields["scheme"].choices = found  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """A copy to try something out in: another amount of money in one year."""

    title = forms.CharField(label=_("Hva prøver du ut?"), max_length=120)
    budget_year = forms.TypedChoiceField(label=_("Budsjettår"), coerce=int, required=False, empty_value=None)
    amount = forms.IntegerField(
        label=_("Kroner mer eller mindre det året"),
        help_text=_("For eksempel −1000000 for å se hva en million mindre gjør. Tomt: bare en kopi."),
        min_value=-MOST,
        max_value=MOST,
        required=False,
    )

    def __init__(self, *args: Any, plan: CompetencePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(plan.first_year, plan.first_year + plan.years + 1)
        self.fields["budget_year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """Why the plan is computed anew, or put away."""

    why = forms.CharField(label=_("Hva er endret?"), max_length=300, required=False)


class AdoptForm(forms.Form):
    """Which case the plan is adopted in."""

    case_number = forms.CharField(
        label=_("Saksnummer"),
        help_text=_("Saken planen er vedtatt i. Lærerne og skolene ser nummeret."),
        max_length=30,
        required=False,
    )


class MoveForm(forms.Form):
    """Another year for one study, settled by hand."""

    school_year = forms.TypedChoiceField(label=_("Skoleår"), coerce=int)
    why = forms.CharField(label=_("Hvorfor?"), help_text=_("Læreren kan lese dette."), max_length=300)

    def __init__(self, *args: Any, plan: CompetencePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_year"].choices = [  # type: ignore[attr-defined]
            (year.start, str(year)) for year in plan.period
        ]


class LineFilterForm(forms.Form):
    """The search above the plan's lines; the names stand in the address."""

    sok = forms.CharField(label=_("Navn"), required=False, max_length=100)
    ar = forms.ChoiceField(label=_("Skoleår"), required=False)
    skole = forms.ChoiceField(label=_("Skole"), required=False)
    fag = forms.ChoiceField(label=_("Fag"), required=False)
    all_optional = True

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = {str(line.school_id): line.school.name for line in lines}
        subjects = {line.subject for line in lines}
        years = sorted({line.school_year for line in lines})
        self._choose("skole", sorted(schools.items(), key=lambda pair: pair[1]))
        self._choose("fag", [pair for pair in subject_choices() if pair[0] in subjects])
        self._choose("ar", [(str(year), str(SchoolYear(year))) for year in years])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("Alle")), *choices]  # type: ignore[attr-defined]

    def of(self, lines: Any) -> list[Any]:
        """The lines that fit; what cannot be read is left out, and the page shows everything."""
        self.is_valid()
        given = self.cleaned_data
        words = str(given.get("sok", "")).casefold().split()
        return [
            line
            for line in lines
            if all(word in str(line.person).casefold() for word in words)
            and given.get("ar", "") in ("", str(line.school_year))
            and given.get("skole", "") in ("", str(line.school_id))
            and given.get("fag", "") in ("", line.subject)
        ]


class ProposeForm(forms.Form):
    """The case that the plan is laid before the politicians in."""

    case_number = forms.ChoiceField(label=_("Hvilken sak?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, cases: Sequence[Case], plan: CompetencePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = sorted(cases, key=lambda case: case.about != f"plan:{plan.pk}")
        self.fields["case_number"].choices = [(one.case_number, str(one)) for one in about]  # type: ignore[attr-defined]
