"""The invoice plan as a form: a row for each invoice, equal parts, and the sum beside the agreement's.

Rows are numbered in the address of their fields (plan-0-amount), and every button posts the whole form, so that the
page works without scripts and nothing that is typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pafyll.domain.invoicing.plan import MOST_INTERVALS, Interval
from pafyll.domain.values import Kroner, shared_by_weight

MOST = 10**9
SPARE = 2
FIELDS = ("number", "invoice_on", "amount", "text")
SPACES = str.maketrans("", "", " \u00a0\u202f")


class KronerField(forms.IntegerField):
    """Whole kroner, also written with spaces between the thousands."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.translate(SPACES) if isinstance(value, str) else value)


class PlannedForm(forms.Form):
    """One planned invoice. A row where nothing is filled in is left out; number is known again in an amendment."""

    number = forms.IntegerField(min_value=1, max_value=999, required=False, widget=forms.HiddenInput)
    invoice_on = forms.DateField(label=_("Fakturadato"), required=False)
    amount = KronerField(label=_("Kroner"), min_value=1, max_value=MOST, required=False)
    text = forms.CharField(label=_("Hva den gjelder"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A row that is begun says when, how much and what for."""
        given = super().clean() or {}
        if any(self.data.get(self.add_prefix(name), "").strip() for name in FIELDS[1:]):
            for name in FIELDS[1:]:
                if name not in self.errors and given.get(name) in (None, ""):
                    self.add_error(name, _("Fyll ut denne, eller tøm hele raden."))
        return given


class PlanForms:
    """The rows of a plan. invoiced are those that an invoice stands for: shown, and never altered here."""

    def __init__(
        self, data: QueryDict | None, *, plan: Sequence[Interval] = (), invoiced: Mapping[int, Interval] | None = None
    ) -> None:
        self.data, self.invoiced = data, tuple((invoiced or {}).values())
        self.is_asked = data is not None and any(name in data for name in ("more", "equal", "remove", "sum"))
        self.fault = ""
        if data is None:
            kept = [_as_row(one) for one in plan if one.number not in (invoiced or {})]
            self._show(kept + [{}] * (0 if kept else SPARE))
        elif self.is_asked:
            self._show(self._worked_on(_posted(data), data))
        else:
            self.rows = [PlannedForm(data, prefix=f"plan-{n}") for n in range(len(_posted(data)))]

    def _show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = [PlannedForm(initial=dict(row), prefix=f"plan-{n}") for n, row in enumerate(rows[: self.most_rows])]

    def _worked_on(self, rows: list[dict[str, str]], data: QueryDict) -> list[dict[str, str]]:
        if "remove" in data:
            return [row for n, row in enumerate(rows) if str(n) != data["remove"]]
        if "equal" in data:
            return self._equal(rows, data)
        return [*rows, {}] if "more" in data else rows

    def _equal(self, rows: list[dict[str, str]], data: QueryDict) -> list[dict[str, str]]:
        """What is left of the agreed sum, in equal parts on the rows that are begun: the largest remainder first."""
        begun = [n for n, row in enumerate(rows) if any(row.get(name) for name in FIELDS[1:])]
        agreed = kroner_in(data.get("amount", ""))
        if agreed is None or not begun:
            self.fault = str(_("Skriv avtalt sum, og dato eller tekst på fakturaene som skal dele den."))
            return rows
        left = max(0, agreed - sum(one.amount for one in self.invoiced))
        for n, part in zip(begun, shared_by_weight(left, [1] * len(begun)), strict=True):
            rows[n] = rows[n] | {"amount": str(part)}
        return rows

    @property
    def most_rows(self) -> int:
        return MOST_INTERVALS - len(self.invoiced)

    @property
    def has_room(self) -> bool:
        return len(self.rows) < self.most_rows

    def is_valid(self) -> bool:
        """Whether every row is rightly filled in. All are looked at, so that every fault is shown."""
        judged = [row.is_valid() for row in self.rows]
        return all(judged)

    @property
    def has_errors(self) -> bool:
        return any(row.errors for row in self.rows if row.is_bound)

    @property
    def planned(self) -> Kroner:
        """What the rows come to, as they stand on the page."""
        typed = [kroner_in(row["amount"].value()) or 0 for row in self.rows]
        return Kroner(sum(typed) + sum(one.amount for one in self.invoiced))

    def value(self) -> tuple[Interval, ...]:
        """The plan by number. Each keeps the number it has; a new one gets the next."""
        given = [row.cleaned_data for row in self.rows if row.cleaned_data.get("amount")]
        taken = {one.number for one in self.invoiced}
        highest = max([*taken, *(row["number"] or 0 for row in given)], default=0)
        made = []
        for row in given:
            number = row["number"]
            if number is None or number in taken:
                number = highest = highest + 1
            taken.add(number)
            made.append(Interval(number, row["invoice_on"], Kroner(row["amount"]), row["text"]))
        return tuple(sorted([*self.invoiced, *made], key=lambda one: one.number))


def _as_row(one: Interval) -> dict[str, Any]:
    return {"number": one.number, "invoice_on": one.invoice_on, "amount": int(one.amount), "text": one.text}


def _posted(data: QueryDict) -> list[dict[str, str]]:
    """The rows as they were typed, and never more than a plan has room for."""
    numbers = [int(n) for n in (key.split("-")[1] for key in data if key.startswith("plan-")) if _is_row(n)]
    rows = range(max(numbers, default=-1) + 1)
    return [{name: data.get(f"plan-{n}-{name}", "").strip() for name in FIELDS} for n in rows]


def _is_row(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3 and int(text) < MOST_INTERVALS


def kroner_in(text: Any) -> int | None:
    """Whole kroner as they are typed; None where it is no such number."""
    digits = str(text if text is not None else "").translate(SPACES)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None
