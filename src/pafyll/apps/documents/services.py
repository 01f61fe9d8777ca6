"""Issuing documents: set once, kept as they were sent, never changed afterwards."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.documents import plaintext, typesetting
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import compose
from pafyll.apps.documents.filling import as_plain
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.registry import document_type_of


@transaction.atomic
def issue(
    *,
    kind: str,
    head: Head,
    context: Any,
    about: str,
    by: User | None,
    at: datetime,
    language: str = "nb",
    replaces: Document | None = None,
) -> Document:
    """Sets a document of the kind as PDF and text, and keeps both with what they were made from.

    about is the key of what it concerns ("application:42"). A correction names the document it replaces and
    becomes its next version. Raises TypeError when the context is not the kind's own.
    """
    document = _set(kind, head, context, language)
    document.about, document.issued_by, document.issued_at = about, by, at
    if replaces is not None:
        document.replaces, document.version = replaces, replaces.version + 1
    document.save(force_insert=True)
    return document


def _set(kind: str, head: Head, context: Any, language: str) -> Document:
    known = document_type_of(kind)
    if not isinstance(context, known.context):
        raise TypeError(f"{kind} is written from {known.context.__name__}, not {type(context).__name__}")
    composed = compose(known, head=head, context=context, language=language)
    pdf = typesetting.pdf(composed)
    return Document(
        kind=kind,
        language=language,
        title=composed.title,
        context={"head": as_plain(head), "context": as_plain(context)},
        pdf=pdf,
        text=plaintext.text(composed),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
