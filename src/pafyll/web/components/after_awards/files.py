"""Files that follow an award, on their way out."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import ControlFile


def download(file: ControlFile) -> HttpResponse:
    """The bytes as they came, to be saved, never opened as part of the site."""
    name = file.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)


def pdf(letter: Document) -> HttpResponse:
    """A letter as it was issued."""
    headers = {"Content-Disposition": f'inline; filename="tildeling-{letter.pk}-{letter.language}.pdf"'}
    return HttpResponse(bytes(letter.pdf), content_type="application/pdf", headers=headers)
