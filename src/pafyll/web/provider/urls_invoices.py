"""Addresses of invoices at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import invoices

INVOICE_URLS = [
    path("avtaler/<int:pk>/faktura/<int:interval>/", invoices.prepare, name="prepare_invoice"),
    path("faktura/oppsett/", invoices.details, name="invoicing_details"),
    path("faktura/<int:pk>/send/", invoices.issue, name="issue_invoice"),
    path("faktura/<int:pk>/forkast/", invoices.drop, name="drop_invoice"),
    path("faktura/<int:pk>/krediter/", invoices.credit, name="credit_invoice"),
    path("faktura/<int:pk>/betalt/", invoices.paid, name="register_paid"),
]
