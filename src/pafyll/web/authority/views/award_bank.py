"""The bank behind payments of awards: its answers, its statement, and the account that is paid from."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import BankAccount
from pafyll.apps.grants.permissions.payments import may_decide_account
from pafyll.apps.grants.queries.award_payments import award_files, award_lines, paying_accounts
from pafyll.apps.grants.services.accounting import approve_account, enter_account, refuse_account
from pafyll.apps.grants.services.answering import take_answers
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.domain.grants.reconciling import FAULTS
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.payments import AccountForm, BankFileForm, WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.award_payments import shown_run, year_to_pay
from pafyll.web.authority.views.bank import FILES_SHOWN, ON_A_PAGE, LineRow
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other


def answers(request: DeskRequest, pk: int) -> HttpResponse:
    """Reads the bank's answer to the file."""
    shown = shown_run(request, pk)
    form = BankFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content, name = form.value()
        if tried(form, lambda: take_answers(content=content, name=name, by=request.user, at=now())):
            messages.success(request, _("Kvitteringen er lest inn."))
            return see_other("authority:award_run", pk)
    context = {
        "run": shown,
        "year": shown.scheme_year,
        "form": form,
        "title": _("Les inn kvittering fra banken"),
        "lead": _(
            "Kvitteringen (pain.002) sier hvilke betalinger banken godtar, og hvilke den avviser og hvorfor. "
            "Leser du inn den samme filen to ganger, skjer det ikke noe nytt."
        ),
        "button": _("Les inn"),
    }
    return render(request, "authority/award_run_form.html", context, status=422 if form.errors else 200)


def reconcile(request: DeskRequest, pk: int) -> HttpResponse:
    """The lines of the account that is paid from, those that match nothing first; and a statement read in."""
    year = year_to_pay(request, pk)
    form = BankFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content, name = form.value()
        payer, by = year.governor, request.user
        if tried(form, lambda: take_bank_lines(content=content, name=name, by=by, at=now(), payer=payer)):
            messages.success(request, _("Kontoutskriften er lest inn."))
            return see_other("authority:reconcile_awards", pk)
    lines = award_lines(viewer=request.viewer, payer=year.governor, day=today())
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "year": year,
        "form": form,
        "page": page,
        "rows": [LineRow(line, FAULTS.get(line.fault)) for line in page.object_list],
        "files": award_files(viewer=request.viewer, payer=year.governor)[:FILES_SHOWN],
    }
    return render(request, "authority/reconcile_awards.html", context, status=422 if form.errors else 200)


def explain(request: DeskRequest, pk: int, line: int) -> HttpResponse:
    """Says what a line is that matches no payment."""
    year = year_to_pay(request, pk)
    shown = fetch(award_lines(viewer=request.viewer, payer=year.governor, day=today()), line, viewer=request.viewer)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: explain_line(line=shown, why=form.cleaned_data["why"], by=request.user, at=now())
    ):
        messages.success(request, _("Linjen er forklart."))
        return see_other("authority:reconcile_awards", pk)
    context = {"year": year, "row": LineRow(shown, FAULTS.get(shown.fault)), "form": form}
    return render(request, "authority/explain_award_line.html", context, status=422 if form.errors else 200)


def account(request: DeskRequest, pk: int) -> HttpResponse:
    """The account that is paid from: entered by one, approved by a colleague."""
    year = year_to_pay(request, pk)
    form = AccountForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: enter_account(
            organisation=year.governor, number=form.cleaned_data["number"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Kontonummeret er ført. En kollega må godkjenne det."))
        return see_other("authority:award_account", pk)
    found = paying_accounts(viewer=request.viewer, payer=year.governor)
    rows = [(one, may_decide_account(request.viewer, one)) for one in found]
    context = {"year": year, "form": form, "rows": rows}
    return render(request, "authority/award_account.html", context, status=422 if form.errors else 200)


@confirmed
@require_POST
def approve(request: DeskRequest, pk: int, account: int) -> HttpResponse:
    """Takes a number into use."""
    year = year_to_pay(request, pk)
    approve_account(account=_account(request, year, account), by=request.user, at=now())
    messages.success(request, _("Kontonummeret er tatt i bruk."))
    return see_other("authority:award_account", pk)


def refuse(request: DeskRequest, pk: int, account: int) -> HttpResponse:
    """Puts a number aside, with a reason."""
    year = year_to_pay(request, pk)
    found = _account(request, year, account)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: refuse_account(account=found, by=request.user, at=now(), why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Kontonummeret er ikke godkjent. Det gamle er fortsatt i bruk."))
        return see_other("authority:award_account", pk)
    context = {"year": year, "account": found, "form": form}
    return render(request, "authority/refuse_award_account.html", context, status=422 if form.errors else 200)


def _account(request: DeskRequest, year: SchemeYear, pk: int) -> BankAccount:
    rows = paying_accounts(viewer=request.viewer, payer=year.governor)
    return fetch(rows, pk, viewer=request.viewer, may=may_decide_account)
