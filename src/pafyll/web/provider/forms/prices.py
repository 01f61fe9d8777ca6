"""Forms about prices: a budget with its rows, a unit's figure, somebody's duty, and the standard price tried out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models import Assignment, AssignmentBudget
from pafyll.apps.assignments.services.budgeting import (
    MOST_ROWS,
    BudgetTerms,
    PurchaseTerms,
    WorkTerms,
    semesters_of,
)
from pafyll.apps.assignments.services.entering_figures import NewRate
from pafyll.domain.assignments.pricing.order import CATEGORIES, FAMILIES, KINDS
from pafyll.web.components.tags.formats import semester, t

MOST_KRONER = 10**8
MOST_PACKAGES = 200
SPARE_WORK, SPARE_PURCHASES = 3, 1
QUARTER = Decimal("0.25")


class TermsForm(forms.Form):
    """What the budget says apart from its rows."""

    base_packages = forms.IntegerField(label=_("Grunnpakker (4 dager)"), min_value=0, max_value=MOST_PACKAGES)
    long_packages = forms.IntegerField(label=_("Tillegg på 1,5 dag"), min_value=0, max_value=MOST_PACKAGES)
    short_packages = forms.IntegerField(label=_("Tillegg på 1 dag"), min_value=0, max_value=MOST_PACKAGES)
    travel = forms.IntegerField(label=_("Reise, én fast sum (kroner)"), min_value=0, max_value=MOST_KRONER)
    credits = forms.DecimalField(
        label=_("Studiepoeng"), min_value=0, max_value=300, decimal_places=1, step_size=Decimal("0.5")
    )
    own_financing = forms.IntegerField(label=_("Egenfinansiering (kroner)"), min_value=0, max_value=MOST_KRONER)
    is_education = forms.BooleanField(label=_("Dette er undervisning, ikke forskning eller utvikling"), required=False)
    family = forms.ChoiceField(label=_("Satser for indirekte kostnader"))
    family_because = forms.CharField(
        label=_("Hvorfor disse satsene"),
        help_text=_("Bare når satsene er andre enn dem som hører til oppdraget."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].choices = [(code, t(label)) for code, label in FAMILIES.items()]  # type: ignore[attr-defined]


class WorkForm(forms.Form):
    """A row of work. A row without hours is left out."""

    kind = forms.ChoiceField(label=_("Arbeid"), required=False)
    category = forms.ChoiceField(label=_("Stilling"), required=False)
    hours = forms.DecimalField(
        label=_("Timer"), min_value=QUARTER, max_value=5000, decimal_places=2, step_size=QUARTER, required=False
    )
    semester = forms.ChoiceField(label=_("Semester"), required=False)
    person = forms.TypedChoiceField(label=_("Hvem"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, assignment: Assignment, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = semesters_of(assignment.starts_on, assignment.ends_on)
        choices: dict[str, list[tuple[Any, str]]] = {
            "kind": [(code, t(label)) for code, label in KINDS.items()],
            "category": [(code, t(label)) for code, label in CATEGORIES.items()],
            "semester": [(one.code, semester(one)) for one in terms],
            "person": [("", str(_("Ikke bestemt"))), *people],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def value(self) -> WorkTerms | None:
        """The row, or nothing when it has no hours."""
        given = self.cleaned_data
        return WorkTerms(**given) if given.get("hours") else None


class PurchaseForm(forms.Form):
    """Something for a fixed sum. A row without a sum is left out."""

    label = forms.CharField(label=_("Kjøp eller leie"), max_length=120, required=False)
    amount = forms.IntegerField(label=_("Fast sum (kroner)"), min_value=1, max_value=MOST_KRONER, required=False)
    source = forms.CharField(label=_("Hvor beløpet er fra"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A sum needs to say what it is for, and where it is from."""
        given = super().clean() or {}
        for name in ("label", "source") if given.get("amount") else ():
            if not given.get(name):
                self.add_error(name, _("Fyll ut denne når det er en sum."))
        return given

    def value(self) -> PurchaseTerms | None:
        """The row, or nothing when it has no sum."""
        return PurchaseTerms(**self.cleaned_data) if self.cleaned_data.get("amount") else None


class BudgetForms:
    """The whole budget as forms: the terms, a row for each piece of work and purchase, and some spare ones.

    Rows are numbered in the address of their fields (work-0-hours), so that the page works without scripts.
    """

    def __init__(self, budget: AssignmentBudget, data: QueryDict | None, *, more: bool = False) -> None:
        self.budget, self.data = budget, data
        people = {one.person_id: str(one.person) for one in budget.assignment.members.select_related("person")}
        work, bought = _rows(budget)
        spare = SPARE_WORK if data is None or more else 0
        self.terms = TermsForm(data, initial=_terms(budget))
        common = {"assignment": budget.assignment, "people": sorted(people.items(), key=lambda one: one[1])}
        self.work = self._forms(WorkForm, "work", work, spare, **common)
        self.purchases = self._forms(PurchaseForm, "purchase", bought, SPARE_PURCHASES if spare else 0)

    def _forms(self, kind: type[Any], prefix: str, rows: list[dict[str, Any]], spare: int, **common: Any) -> list[Any]:
        """One form for each row that is kept or posted, and the spare ones."""
        posted = 0 if self.data is None else _posted(self.data, prefix)
        known = posted if self.data is not None else len(rows)
        forms_: list[Any] = []
        for number in range(min(known + spare, MOST_ROWS)):
            data = self.data if number < posted else None
            initial = rows[number] if data is None and number < len(rows) and self.data is None else None
            forms_.append(kind(data, prefix=f"{prefix}-{number}", initial=initial, **common))
        return forms_

    def all(self) -> list[forms.Form]:
        """Every form, the terms first."""
        return [self.terms, *self.work, *self.purchases]

    def is_valid(self) -> bool:
        """Whether everything that was posted is rightly filled in."""
        found = [form.is_valid() for form in self.all() if form.is_bound]  # all of them, so that every fault is shown
        return all(found)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.all() if form.is_bound)

    def value(self) -> BudgetTerms:
        """What the service wants."""
        work = [form.value() for form in self.work if form.is_bound]
        bought = [form.value() for form in self.purchases if form.is_bound]
        return BudgetTerms(
            **self.terms.cleaned_data,
            work=tuple(row for row in work if row),
            purchases=tuple(row for row in bought if row),
        )


def _posted(data: QueryDict, prefix: str) -> int:
    """How many rows were posted: one more than the highest number, and never more than is let through."""
    numbers = [int(key.split("-")[1]) for key in data if key.startswith(f"{prefix}-") and key.split("-")[1].isdigit()]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)


def _terms(budget: AssignmentBudget) -> dict[str, Any]:
    kept = {name: getattr(budget, name) for name in TermsForm.base_fields}
    return kept | {"credits": _short(budget.credits)}


def _short(number: Decimal) -> str:
    """No more decimals than it needs."""
    return f"{Decimal(number).normalize():f}"


def _rows(budget: AssignmentBudget) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    work = [
        {
            "kind": row.kind,
            "category": row.category,
            "hours": _short(row.hours),
            "semester": row.semester,
            "person": row.person_id,
        }
        for row in budget.work.all()
    ]
    bought = [{"label": row.label, "amount": row.amount, "source": row.source} for row in budget.purchases.all()]
    return work, bought


class WhyForm(forms.Form):
    """Why something is done; it stays in the history."""

    why = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Blir stående i historikken."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RateForm(forms.Form):
    """A unit's figure: from which day, where it is from, and why the unit uses it."""

    value = forms.DecimalField(label=_("Tall"), max_digits=12, decimal_places=2)
    starts_on = forms.DateField(label=_("Gjelder fra"))
    source = forms.CharField(label=_("Hvor tallet er fra"), max_length=300)
    why = forms.CharField(label=_("Hvorfor enheten bruker dette tallet"), max_length=500)

    def rate(self, name: str) -> NewRate:
        """What the service wants."""
        return NewRate(name=name, **self.cleaned_data)


class DutyForm(forms.Form):
    """How many hours a semester somebody has for teaching."""

    hours = forms.DecimalField(label=_("Timer i semesteret"), min_value=0, max_digits=6, decimal_places=2)
    starts_on = forms.DateField(label=_("Gjelder fra"))
    source = forms.CharField(
        label=_("Hvor tallet er fra"),
        help_text=_("For eksempel arbeidsplanen, eller en av tabellene på forrige side."),
        max_length=300,
    )


class WhatIfForm(forms.Form):
    """A year at the standard price: how many assignments, at what price, with which fixed costs."""

    n = forms.IntegerField(label=_("Oppdrag i året"), min_value=1, max_value=500)
    price = forms.IntegerField(label=_("Sjablongpris (kroner)"), min_value=0, max_value=MOST_KRONER)
    fixed = forms.IntegerField(label=_("Faste kostnader i året (kroner)"), min_value=0, max_value=MOST_KRONER)
