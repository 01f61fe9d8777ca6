"""What the document needs to know: the same for an invoice and a credit note."""

from __future__ import annotations

from pafyll.apps.documents.agreement_parts import BillText
from pafyll.apps.documents.kinds import document_type

TYPE = document_type(__file__, label="Kreditnota", context=BillText)
