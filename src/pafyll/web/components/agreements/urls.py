"""The addresses of agreements and invoices, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.agreements import invoice_views, views
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.http import DeskRequest


def agreement_urls(desk: AgreementDesk) -> list[URLPattern]:
    """Agreements and invoices under the desk's own path."""
    at = partial(_at, desk)
    version = "avtaler/<int:pk>/versjon/<int:number>/"
    return [
        path("avtaler/", at(views.agreements), name="agreements"),
        path("avtaler/<int:pk>/", at(views.agreement), name="agreement"),
        path(version, at(views.version), name="agreement_version"),
        path(f"{version}signer/", at(views.sign), name="sign_agreement"),
        path(f"{version}send-tilbake/", at(views.send_back), name="return_agreement"),
        path(f"{version}pdf/", at(views.file), name="agreement_file"),
        path("avtaler/<int:pk>/hendelse/", at(views.incident), name="agreement_incident"),
        path("avtaler/<int:pk>/hendelse/<int:incident>/over/", at(views.end_incident), name="end_incident"),
        path("faktura/", at(invoice_views.invoices), name="invoices"),
        path("faktura/<int:pk>/", at(invoice_views.invoice), name="invoice"),
        path("faktura/<int:pk>/fil/<slug:form>/", at(invoice_views.file), name="invoice_file"),
    ]


def _at(desk: AgreementDesk, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
