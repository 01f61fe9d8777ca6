"""What only the provider does with invoices: prepares, issues, drops and credits them, and registers payment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.agreements import permissions as may
from pafyll.apps.agreements.account_numbers import account_digits, account_is_right
from pafyll.apps.agreements.models import Invoice, ProviderSeries
from pafyll.apps.agreements.services import invoicing, numbering
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import now, today
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.invoice_views import invoice_here
from pafyll.web.components.agreements.views import agreement_here
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.provider.forms.invoices import CreditForm, DetailsForm, PaidForm

DESK = AgreementDesk("provider")


@require_POST
def prepare(request: DeskRequest, pk: int, interval: int) -> HttpResponse:
    """Makes one of the planned invoices ready."""
    found = agreement_here(request, DESK, pk)
    made = invoicing.prepare_invoice(agreement=found, interval=interval, **_who(request))
    messages.success(request, _("Fakturaen er klargjort. En kollega ser over den og sender den."))
    return see_other("provider:invoice", made.pk)


@require_POST
def issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Sends what a colleague prepared."""
    found = invoice_here(request, DESK, pk)
    made = invoicing.issue_invoice(invoice=found, **_who(request))
    messages.success(request, _("Sendt. Nummeret er %(number)s.") % {"number": made.number})
    return see_other("provider:invoice", pk)


@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes back what is not sent."""
    invoicing.drop_invoice(invoice=invoice_here(request, DESK, pk), **_who(request))
    messages.success(request, _("Forkastet. Den kan klargjøres på nytt fra planen i avtalen."))
    return see_other("provider:invoices")


def credit(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes off the whole or a part of an invoice."""
    found = invoice_here(request, DESK, pk)
    require(may.may_follow_up(request.viewer, found))
    form = CreditForm(request.POST or None)
    if is_done(form, lambda: invoicing.prepare_credit_note(invoice=found, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Kreditnotaen er klargjort. En kollega ser over den og sender den."))
        return see_other("provider:invoice", pk)
    return _form(request, found, form, _("Skriv kreditnota"), _("Klargjør kreditnotaen"))


def paid(request: DeskRequest, pk: int) -> HttpResponse:
    """Registers that the money has come."""
    found = invoice_here(request, DESK, pk)
    require(may.may_follow_up(request.viewer, found))
    form = PaidForm(request.POST or None, initial={"paid_on": today()})
    if is_done(form, lambda: invoicing.register_paid(invoice=found, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Betalingen er ført."))
        return see_other("provider:invoice", pk)
    return _form(request, found, form, _("Før betaling"), _("Før betalingen"))


def details(request: DeskRequest) -> HttpResponse:
    """Where invoices are paid to, and what they say of the seller."""
    provider = _provider(request)
    form = DetailsForm(request.POST or None, initial=_as_it_is(provider))
    if form.is_valid():
        digits = account_digits(form.cleaned_data["account"])
        if not (answer := account_is_right(digits)):
            form.refuse_account(answer)
        elif is_done(form, lambda: _save(request, provider, form, digits)):
            messages.success(request, _("Lagret. Det gjelder fakturaer som sendes fra nå av."))
            return see_other("provider:invoices")
    return _form(request, None, form, _("Kontonummer og KID"), _("Lagre"))


def _save(request: DeskRequest, provider: Organisation, form: DetailsForm, digits: str) -> object:
    return numbering.set_invoicing_details(provider=provider, details=form.value(digits), **_who(request))


def _as_it_is(provider: Organisation) -> dict[str, Any]:
    series = ProviderSeries.objects.filter(provider=provider).first() or ProviderSeries(provider=provider)
    return {name: getattr(series, name) for name in DetailsForm.base_fields}


def _provider(request: DeskRequest) -> Organisation:
    mine = {one.organisation.pk: one.organisation for one in request.viewer.grants if one.role in may.WRITES}
    if not mine:
        raise Refusal(may.may_write(request.viewer, 0))
    return sorted(mine.values(), key=lambda one: one.name)[0]


def _form(request: DeskRequest, found: Invoice | None, form: forms.Form, title: str, button: str) -> HttpResponse:
    context = {"invoice": found, "form": form, "title": title, "button": button}
    return render(request, "provider/invoice_form.html", context, status=422 if form.errors else 200)


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}
