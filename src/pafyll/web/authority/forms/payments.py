"""Payment dates, reasons, files from the bank, and account numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.grants.queries.payments import StatementFilter
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus


class PrepareForm(forms.Form):
    """When the bank is to pay."""

    pay_on = forms.DateField(
        label=_("Betalingsdato"),
        help_text=_("Dagen banken skal betale. En annen person skal rekke å godkjenne før den."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def value(self) -> date:
        day: date = self.cleaned_data["pay_on"]
        return day


class WhyForm(forms.Form):
    """Why something is held, returned or explained."""

    why = forms.CharField(
        label=_("Hvorfor"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BankFileForm(forms.Form):
    """A file that was downloaded from the bank."""

    file = forms.FileField(label=_("Fil fra banken"), help_text=_("XML slik banken leverer den, høyst 50 MB."))

    def value(self) -> tuple[bytes, str]:
        """(content, name)."""
        given = self.cleaned_data["file"]
        return given.read(), given.name


class AccountForm(forms.Form):
    """An account number as people write it."""

    number = forms.CharField(
        label=_("Kontonummer"), help_text=_("Elleve siffer, for eksempel 1234 56 78903."), max_length=20
    )


class StatementsForm(forms.Form):
    """The filter stands in the address, so that a list can be shared."""

    sok = forms.CharField(label=_("Skoleeier"), max_length=100, required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Alle")), *((one.value, _(one.label)) for one in PaymentStatementStatus)]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]

    def value(self) -> StatementFilter:
        """The filter; what was not understood counts as empty."""
        given = self.cleaned_data if self.is_valid() else {}
        return StatementFilter(text=given.get("sok", ""), status=given.get("status", ""))
