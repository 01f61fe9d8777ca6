"""Contradictions in what a document says: found, shown with every reading, and never corrected in silence."""

from pafyll.domain.planning.findings.checking import Finding, Said, findings
from pafyll.domain.planning.findings.facts import Check, Document, Fact, document_from

__all__ = ["Check", "Document", "Fact", "Finding", "Said", "document_from", "findings"]
