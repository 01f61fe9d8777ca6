"""A file of a need, and a receipt as it was issued, as answers to a request."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pafyll.apps.documents.models import Document
from pafyll.apps.forums.models import NeedsAttachment


def need_file(attachment: NeedsAttachment | None) -> HttpResponse:
    """The file as it came, always as a download."""
    if attachment is None:
        raise Http404
    name = attachment.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(attachment.content), content_type=attachment.media_type, headers=headers)


def receipt_pdf(written: Document | None, name: str) -> HttpResponse:
    """The receipt as the PDF that was issued."""
    if written is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(bytes(written.pdf), content_type="application/pdf", headers=headers)
