"""Agreements with versions, signatures and incidents; how a provider invoices; invoices and credit notes."""

from pafyll.apps.agreements.models.agreement import Agreement, AgreementVersion, PlannedInvoice
from pafyll.apps.agreements.models.happening import AgreementIncident, AgreementSignature
from pafyll.apps.agreements.models.invoice import Invoice
from pafyll.apps.agreements.models.series import ProviderSeries

__all__ = [
    "Agreement",
    "AgreementIncident",
    "AgreementSignature",
    "AgreementVersion",
    "Invoice",
    "PlannedInvoice",
    "ProviderSeries",
]
