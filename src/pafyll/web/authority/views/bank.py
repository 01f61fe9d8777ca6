"""The bank's statement against our payments, and account numbers that a second person approves."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.grants.models import BankAccount, BankLine
from pafyll.apps.grants.permissions.payments import may_decide_account, may_prepare_payments
from pafyll.apps.grants.queries.payments import accounts_on_desk, bank_files_on_desk, bank_lines_on_desk
from pafyll.apps.grants.services.accounting import approve_account, enter_account, refuse_account
from pafyll.apps.grants.services.reconciling import explain_line, take_bank_lines
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.answers import Answer, require
from pafyll.domain.grants.reconciling import FAULTS
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.payments import AccountForm, BankFileForm, WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, fetch, see_other

ON_A_PAGE = 50
FILES_SHOWN = 10
Role = RoleGrant.Role


@dataclass(frozen=True)
class LineRow:
    """A line with why it matches nothing and what to do about it; None for one that matches."""

    line: BankLine
    fault: Answer | None

    @property
    def kroner(self) -> int:
        """As it stands on the account: below zero is out. A line with øre is rounded towards zero."""
        return int(self.line.ore / 100)

    @property
    def ore(self) -> int:
        return abs(self.line.ore) % 100


def reconcile(request: DeskRequest) -> HttpResponse:
    """The lines, those that match nothing first; and a statement read in."""
    require(may_prepare_payments(request.viewer))
    form = BankFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content, name = form.value()
        if tried(form, lambda: take_bank_lines(content=content, name=name, by=request.user, at=now())):
            messages.success(request, _("Kontoutskriften er lest inn."))
            return see_other("authority:reconcile")
    page = Paginator(bank_lines_on_desk(viewer=request.viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "rows": [LineRow(line, FAULTS.get(line.fault)) for line in page.object_list],
        "files": bank_files_on_desk(viewer=request.viewer)[:FILES_SHOWN],
    }
    return render(request, "authority/reconcile.html", context)


def explain(request: DeskRequest, pk: int) -> HttpResponse:
    """Says what a line is that matches no payment."""
    line = fetch(bank_lines_on_desk(viewer=request.viewer), pk, viewer=request.viewer)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: explain_line(line=line, why=form.cleaned_data["why"], by=request.user, at=now())
    ):
        messages.success(request, _("Linjen er forklart."))
        return see_other("authority:reconcile")
    return render(request, "authority/explain_line.html", {"row": LineRow(line, FAULTS.get(line.fault)), "form": form})


def accounts(request: DeskRequest) -> HttpResponse:
    """Numbers that wait, those in use, and the directorate's own."""
    require(may_prepare_payments(request.viewer))
    form = AccountForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: enter_account(
            organisation=_directorate(request), number=form.cleaned_data["number"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Kontonummeret er ført. En kollega må godkjenne det."))
        return see_other("authority:accounts")
    page = Paginator(accounts_on_desk(viewer=request.viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    rows = [(one, may_decide_account(request.viewer, one)) for one in page.object_list]
    return render(request, "authority/accounts.html", {"form": form, "page": page, "rows": rows})


def _directorate(request: DeskRequest) -> Organisation:
    mine = request.viewer.organisations_in(Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
    return Organisation.objects.filter(pk__in=mine).order_by("pk")[0]


def _account(request: DeskRequest, pk: int) -> BankAccount:
    return fetch(accounts_on_desk(viewer=request.viewer), pk, viewer=request.viewer, may=may_decide_account)


@confirmed
@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a number into use."""
    require(may_prepare_payments(request.viewer))
    approve_account(account=_account(request, pk), by=request.user, at=now())
    messages.success(request, _("Kontonummeret er tatt i bruk."))
    return see_other("authority:accounts")


def refuse(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts a number aside, with a reason that the owner reads."""
    require(may_prepare_payments(request.viewer))
    account = _account(request, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: refuse_account(account=account, by=request.user, at=now(), why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Kontonummeret er ikke godkjent. Det gamle er fortsatt i bruk."))
        return see_other("authority:accounts")
    return render(request, "authority/refuse_account.html", {"account": account, "form": form})
