"""Agreements of a provider: versions, amendments, signatures, invoice plans and invoices."""
