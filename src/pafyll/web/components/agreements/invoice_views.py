"""Invoices for both parties: the list with what is overdue, one invoice, and its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.agreements import permissions as may
from pafyll.apps.agreements.models import Invoice
from pafyll.apps.agreements.queries.invoices import invoice_list, invoice_row
from pafyll.integrations.clock import today
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.views import pdf_response
from pafyll.web.components.http import DeskRequest, fetch


def invoices(request: DeskRequest, desk: AgreementDesk) -> HttpResponse:
    """Every invoice and credit note, with what is not paid and what is overdue."""
    rows = _mine(request, desk).exclude(status="dropped")
    context = {
        "list": invoice_list(rows, day=today()),
        "to": desk.to,
        "is_provider": desk.is_provider,
        "may_write": desk.is_provider and may.writes_anywhere(request.viewer),
    }
    return render(request, "components/agreements/invoices.html", context)


def invoice(request: DeskRequest, desk: AgreementDesk, pk: int) -> HttpResponse:
    """One of them, with what can be done now."""
    found = invoice_here(request, desk, pk)
    context: dict[str, Any] = {
        "row": invoice_row(found, day=today()),
        "invoice": found,
        "credit_notes": _mine(request, desk).filter(credits=found).exclude(status="dropped"),
        "to": desk.to,
        "is_provider": desk.is_provider,
    }
    if desk.is_provider:
        context |= {
            "may_issue": may.may_issue(request.viewer, found),
            "may_write": may.may_write(request.viewer, found.provider_id),
            "may_follow_up": may.may_follow_up(request.viewer, found),
        }
    return render(request, "components/agreements/invoice.html", context)


def file(request: DeskRequest, desk: AgreementDesk, pk: int, form: str) -> HttpResponse:
    """The invoice as it was issued: pdf, or ehf, which is XML for an accounting system."""
    found = invoice_here(request, desk, pk)
    if not found.is_issued or form not in ("pdf", "ehf"):
        raise Http404
    if form == "pdf" and found.document is not None:
        return pdf_response(bytes(found.document.pdf), f"{found.kind}-{found.number}.pdf")
    headers = {
        "Content-Disposition": f'attachment; filename="{found.kind}-{found.number}.xml"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found.xml or b""), content_type="application/xml", headers=headers)


def invoice_here(request: DeskRequest, desk: AgreementDesk, pk: int) -> Invoice:
    """An invoice that the viewer may see at this desk; 404 otherwise."""
    rows = _mine(request, desk).select_related("prepared_by", "issued_by", "paid_by", "document")
    found: Invoice = fetch(rows, pk, viewer=request.viewer)
    return found


def _mine(request: DeskRequest, desk: AgreementDesk) -> Any:
    rows = may.visible_invoices(request.viewer, day=today())
    mine = may.acts_at(request.viewer) if desk.is_provider else may.acts_against(request.viewer)
    return rows.filter(desk.mine(mine, "recipient"))
