"""One payee's statement, and putting it on hold."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries import history_of
from pafyll.apps.grants.models import PaymentStatement
from pafyll.apps.grants.permissions.payments import may_hold, may_prepare_payments
from pafyll.apps.grants.queries.statements import shown_statement, statements_visible_to
from pafyll.apps.grants.services.deciding_payments import hold as put_on_hold
from pafyll.apps.grants.services.deciding_payments import release_hold
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.payments import WhyForm
from pafyll.web.authority.refusals import tried
from pafyll.web.components.http import DeskRequest, fetch, see_other


def _own(request: DeskRequest, pk: int) -> PaymentStatement:
    rows = statements_visible_to(request.viewer)
    return fetch(rows, pk, viewer=request.viewer, may=lambda viewer, _row: may_prepare_payments(viewer))


def statement(request: DeskRequest, pk: int) -> HttpResponse:
    """Lines with what they were made from, what is held back and why, and the payments."""
    row = _own(request, pk)
    context = {
        "shown": shown_statement(row),
        "statement": row,
        "may_hold": may_hold(request.viewer, row),
        "is_on_hold": row.status == PaymentStatementStatus.ON_HOLD,
        "history": history_of(row.about),
    }
    return render(request, "authority/payment_statement.html", context)


def hold(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts the statement on hold, with a reason that the payee reads."""
    row = _own(request, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: put_on_hold(statement=row, why=form.cleaned_data["why"], by=request.user, at=now())
    ):
        messages.success(request, _("Oppgjøret er satt på vent. Skoleeieren ser begrunnelsen."))
        return see_other("authority:payment_statement", pk)
    return render(request, "authority/hold_statement.html", {"statement": row, "form": form})


@require_POST
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes the statement off hold."""
    release_hold(statement=_own(request, pk), by=request.user, at=now())
    messages.success(request, _("Oppgjøret er med i neste utbetaling."))
    return see_other("authority:payment_statement", pk)
