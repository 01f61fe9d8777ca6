"""Forms about invoices: how the provider invoices, a credit note, and a payment."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.models import ProviderSeries
from pafyll.apps.agreements.services.numbering import InvoicingDetails
from pafyll.domain.answers import Answer
from pafyll.web.components.refusing import said

MOST = 10**9


class DetailsForm(forms.Form):
    """Where invoices are paid to, and what they say of the seller."""

    account = forms.CharField(label=_("Kontonummer"), max_length=20)
    kid_modulus = forms.TypedChoiceField(label=_("Kontroll av KID"), choices=ProviderSeries.Modulus.choices, coerce=int)
    is_vat_registered = forms.BooleanField(label=_("Registrert i Merverdiavgiftsregisteret"), required=False)
    in_business_register = forms.BooleanField(label=_("Aksjeselskap i Foretaksregisteret"), required=False)
    street = forms.CharField(label=_("Gateadresse"), max_length=100, required=False)
    postal_code = forms.CharField(label=_("Postnummer"), max_length=4, required=False)
    city = forms.CharField(label=_("Poststed"), max_length=60, required=False)
    contact = forms.CharField(label=_("Kontakt for faktura"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-post for faktura"), required=False)

    def value(self, account: str) -> InvoicingDetails:
        """What the service wants. account is its digits alone."""
        return InvoicingDetails(**{**self.cleaned_data, "account": account})

    def refuse_account(self, answer: Answer) -> None:
        """Puts what is wrong with the account number on its field."""
        self.add_error("account", said(answer))


class CreditForm(forms.Form):
    """How much is taken off, and why."""

    kroner = forms.IntegerField(
        label=_("Beløp før merverdiavgift (kroner)"),
        help_text=_("Tomt felt krediterer alt som er igjen av fakturaen."),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    why = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Mottakeren ser dette."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaidForm(forms.Form):
    """When the money came."""

    paid_on = forms.DateField(label=_("Betalt den"))
