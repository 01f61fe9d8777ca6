"""A kept paper as a download: never shown in the browser, whatever is in it."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.planning.models import MeasureAttachment
from pafyll.apps.planning.services.measures import media_type_of


def paper_download(paper: MeasureAttachment) -> HttpResponse:
    """The paper with its own name, in letters that every browser takes."""
    response = HttpResponse(bytes(paper.content), content_type=media_type_of(paper))
    plain = paper.name.encode("ascii", "replace").decode().replace('"', "").replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
