"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Wall("agreements.Agreement", office="provider counterpart"),
    Wall("agreements.AgreementVersion", within="agreement"),
    Wall("agreements.PlannedInvoice", within="version"),
    Wall("agreements.AgreementSignature", within="version"),
    Wall("agreements.AgreementIncident", within="agreement"),
    Wall("agreements.Invoice", office="provider recipient"),
    Wall("agreements.ProviderSeries", office="provider"),
    Called("provider_series:*", "agreements.ProviderSeries"),
)
