"""What the owner says about money, costs and reallocations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.models import BudgetSource, Measure, PlannedCost
from pafyll.apps.planning.services.budgeting import CostTerms, SourceTerms
from pafyll.domain.planning.budget import COSTS, PAYERS, PURPOSES
from pafyll.domain.values import SchoolYear

Words = Any  # a text, or one that is translated when it is shown
MOST = 2_000_000_000
LATEST = 2100
YES_NO = [("yes", _("Ja")), ("no", _("Nei"))]
YEARS_SHOWN = 4


def coded(words: dict[str, str]) -> list[tuple[str, str]]:
    """(code, word in the reader's language) pairs for a choice."""
    return [(code, gettext(word)) for code, word in words.items()]


def kroner_field(label: Words, *, required: bool = False, help_text: Words = "") -> forms.IntegerField:
    """Whole kroner, zero or more."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=MOST, help_text=help_text)


class SourceForm(forms.Form):
    """Money that somebody has given, with an amount for each of the budget years."""

    title = forms.CharField(label=_("Hva heter bevilgningen?"), max_length=200)
    given_by = forms.CharField(
        label=_("Hvem har gitt pengene, og hvor står det?"),
        help_text=_("For eksempel: kommunestyret, sak 84/25, budsjett 2026."),
        max_length=300,
    )
    payer = forms.ChoiceField(label=_("Hvem betaler?"))
    purpose = forms.ChoiceField(label=_("Hva kan pengene brukes til?"), widget=forms.RadioSelect)
    is_recurring = forms.ChoiceField(
        label=_("Kommer pengene hvert år?"),
        help_text=_("Er svaret ja, regnes det siste beløpet med i årene framover."),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    last_year = forms.IntegerField(
        label=_("Siste år, hvis pengene tar slutt"), required=False, min_value=2000, max_value=LATEST
    )
    may_carry_over = forms.ChoiceField(
        label=_("Kan det som er igjen, overføres til neste år?"), choices=YES_NO, widget=forms.RadioSelect
    )
    carry_over_most = kroner_field(_("Høyst hvor mye kan overføres?"), help_text=_("Tomt betyr alt."))

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["payer"].choices = coded(PAYERS)  # type: ignore[attr-defined]
        self.fields["purpose"].choices = coded(PURPOSES)  # type: ignore[attr-defined]
        for year in years:
            said = {"year": year}
            self.fields[f"amount_{year}"] = kroner_field(gettext("Beløp i %(year)s, kroner") % said)
            self.fields[f"at_most_{year}"] = kroner_field(
                gettext("Høyst i %(year)s, kroner") % said,
                help_text=gettext("Bare når beløpet er et anslag: skriv det laveste over og det høyeste her."),
            )

    def value(self) -> SourceTerms:
        """The source as the service wants it. A year without an amount is left out."""
        given = self.cleaned_data
        return SourceTerms(
            title=given["title"],
            purpose=given["purpose"],
            payer=given["payer"],
            is_recurring=given["is_recurring"] == "yes",
            given_by=given["given_by"],
            amounts={
                year: (given[f"amount_{year}"], given[f"at_most_{year}"])
                for year in self.years
                if given[f"amount_{year}"] is not None
            },
            last_year=given["last_year"],
            may_carry_over=given["may_carry_over"] == "yes",
            carry_over_most=given["carry_over_most"],
        )


def years_for(source: BudgetSource | None, year: int) -> list[int]:
    """The years that the form asks about: those that are entered, and four from the year that is looked at."""
    entered = {one.budget_year for one in source.amounts.all()} if source else set()
    return sorted(entered | set(range(year, year + YEARS_SHOWN)))


def source_initial(source: BudgetSource) -> dict[str, Any]:
    """What the form shows of a source that is entered."""
    amounts = {one.budget_year: one for one in source.amounts.all()}
    return {
        **{name: getattr(source, name) for name in ("title", "given_by", "payer", "purpose", "last_year")},
        "is_recurring": _yes_no(source.is_recurring),
        "may_carry_over": _yes_no(source.may_carry_over),
        "carry_over_most": source.carry_over_most,
        **{f"amount_{year}": one.amount for year, one in amounts.items()},
        **{f"at_most_{year}": one.at_most for year, one in amounts.items()},
    }


class CostForm(forms.Form):
    """What something costs, when, and who it is bound to."""

    title = forms.CharField(label=_("Hva koster penger?"), max_length=200)
    amount = kroner_field(_("Beløp, kroner"), required=True)
    purpose = forms.ChoiceField(label=_("Formål"), widget=forms.RadioSelect)
    cost = forms.ChoiceField(label=_("Slag kostnad"))
    when = forms.ChoiceField(
        label=_("Når?"), help_text=_("Et skoleår deles på to budsjettår: høsten i det første, våren i det neste.")
    )
    autumn_percent = forms.IntegerField(
        label=_("Høstens andel av skoleåret, prosent"), min_value=0, max_value=100, initial=50, required=False
    )
    heads = forms.IntegerField(label=_("Antall deltakere"), min_value=1, max_value=100_000, required=False)
    agreed = forms.ChoiceField(
        label=_("Er det avtalt?"),
        help_text=_("Det som er bundet i en avtale, får penger før det som bare er planlagt."),
        choices=[("yes", _("Ja, det er bundet")), ("no", _("Nei, det er planlagt"))],
        widget=forms.RadioSelect,
    )
    source = forms.TypedChoiceField(
        label=_("Hvilke penger er det bundet til?"),
        help_text=_("Er ingen valgt, brukes penger til samme formål, de som ikke kan overføres, først."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    measure = forms.TypedChoiceField(label=_("Tiltak"), coerce=int, empty_value=None, required=False)
    basis = forms.CharField(label=_("Hvor er beløpet fra?"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        years: Iterable[int],
        sources: Iterable[BudgetSource],
        measures: Iterable[Measure],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.sources = {one.pk: one for one in sources}
        self.measures = {one.pk: one for one in measures}
        self._choose("purpose", coded(PURPOSES))
        self._choose("cost", coded(COSTS))
        self._choose("when", _moments(list(years)))
        self._choose(
            "source", [("", gettext("Ingen bestemte")), *((key, str(one)) for key, one in self.sources.items())]
        )
        self._choose(
            "measure", [("", gettext("Ikke et tiltak")), *((key, str(one)) for key, one in self.measures.items())]
        )

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def value(self) -> CostTerms:
        """The cost as the service wants it."""
        given = self.cleaned_data
        kind, year = given["when"][0], int(given["when"][1:])
        share = given["autumn_percent"]
        return CostTerms(
            title=given["title"],
            purpose=given["purpose"],
            cost=given["cost"],
            amount=given["amount"],
            budget_year=year if kind == "b" else None,
            school_year=year if kind == "s" else None,
            autumn_percent=50 if share is None else share,
            heads=given["heads"],
            is_bound=given["agreed"] == "yes",
            source=self.sources.get(given["source"]),
            measure=self.measures.get(given["measure"]),
            basis=given["basis"],
        )


def cost_initial(cost: PlannedCost) -> dict[str, Any]:
    """What the form shows of a cost that is entered."""
    kept = ("title", "amount", "purpose", "cost", "autumn_percent", "heads", "basis")
    when = f"s{cost.school_year}" if cost.school_year is not None else f"b{cost.budget_year}"
    rows = {"source": cost.source_id, "measure": cost.measure_id}
    return {**{name: getattr(cost, name) for name in kept}, **rows, "when": when, "agreed": _yes_no(cost.is_bound)}


class ReallocationForm(forms.Form):
    """From where, to where, how much and why. The service judges it."""

    giver = forms.TypedChoiceField(label=_("Ta penger fra"), coerce=int)
    taker = forms.TypedChoiceField(label=_("Flytt dem til"), coerce=int)
    year = forms.TypedChoiceField(label=_("Budsjettår"), coerce=int)
    amount = forms.IntegerField(label=_("Beløp, kroner"), min_value=1, max_value=MOST)

    def __init__(self, *args: Any, sources: Iterable[BudgetSource], years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {one.pk: one for one in sources}
        choices = [(key, str(one)) for key, one in self.sources.items()]
        for name in ("giver", "taker"):
            self.fields[name].choices = [("", gettext("Velg")), *choices]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def value(self) -> dict[str, Any]:
        """What the services want, by name."""
        given = self.cleaned_data
        return {**given, "giver": self.sources[given["giver"]], "taker": self.sources[given["taker"]]}


class GroundsForm(forms.Form):
    """Why the money should be moved."""

    grounds = forms.CharField(
        label=_("Begrunnelse"), help_text=_("Den som vedtar, leser denne."), widget=forms.Textarea, max_length=2000
    )


class DecisionForm(forms.Form):
    """Yes or no to a reallocation, with the resolution or the reason."""

    outcome = forms.ChoiceField(
        label=_("Hva vedtar du?"),
        choices=[("decide", _("Omdisponer pengene")), ("refuse", _("Ikke omdisponer"))],
        widget=forms.RadioSelect,
    )
    resolution = forms.CharField(
        label=_("Politisk vedtak"),
        help_text=_("For eksempel formannskapet, sak 31/26. La feltet stå tomt når du vedtar på egen fullmakt."),
        max_length=300,
        required=False,
    )
    why = forms.CharField(label=_("Hvorfor ikke?"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "refuse" and not given.get("why"):
            self.add_error("why", gettext("Skriv hvorfor pengene ikke skal omdisponeres."))
        return given


def _moments(years: list[int]) -> list[Any]:
    school = [(f"s{year}", str(SchoolYear(year))) for year in years]
    return [(gettext("Skoleår"), school), (gettext("Budsjettår"), [(f"b{year}", str(year)) for year in years])]


def _yes_no(answer: bool) -> str:
    return "yes" if answer else "no"
