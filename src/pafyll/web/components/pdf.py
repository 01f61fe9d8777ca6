"""An issued document as it is shown: the bytes that were kept, in the browser's own reader."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pafyll.apps.documents.models import Document


def as_pdf(document: Document | None, name: str) -> HttpResponse:
    """The document; 404 where none was issued. name is the file's, without ending."""
    if document is None:
        raise Http404
    response = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
