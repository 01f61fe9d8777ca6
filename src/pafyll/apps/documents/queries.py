"""Lists of documents. Who may see them is for the app that the document is about: ask with its keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from pafyll.apps.documents import plaintext, typesetting
from pafyll.apps.documents.composing import body_html, compose
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.registry import document_type_of


def documents_about(keys: Iterable[str]) -> QuerySet[Document]:
    """Documents about any of the things, newest first, without their bytes. One query."""
    return Document.objects.filter(about__in=list(keys)).defer("pdf", "text", "context")


@dataclass(frozen=True)
class Preview:
    """A document type as its example shows it, in one language."""

    code: str
    label: str
    language: str
    title: str
    html: str
    text: str
    pdf: bytes


def preview_of(code: str, *, language: str) -> Preview:
    """The type's example, set. Raises KeyError.

    html holds only the tags of documents.markup, escaped, and not the title: a page has its own heading.
    """
    kind = document_type_of(code)
    head, context = kind.example()
    composed = compose(kind, head=head, context=context, language=language)
    html = body_html(kind, head=head, context=context, language=language)
    return Preview(
        code, kind.label, language, composed.title, html, plaintext.text(composed), typesetting.pdf(composed)
    )
