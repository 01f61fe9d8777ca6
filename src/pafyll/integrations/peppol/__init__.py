"""Invoices to a receiver's accounting system: EHF, which is Peppol BIS Billing 3.0. Values in, files out."""

from pafyll.integrations.peppol.writing import bill_as_xml

__all__ = ["bill_as_xml"]
