"""What the agreement needs to know: the same as the other kinds of agreement."""

from __future__ import annotations

from pafyll.apps.documents.agreement_parts import AgreementText
from pafyll.apps.documents.kinds import document_type

TYPE = document_type(__file__, label="Avtale om planlegging og utvikling", context=AgreementText)
