"""A party's file on its way out: never opened as part of the site, whatever it contains."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.casework.models import AppealAttachment


def file_response(attachment: AppealAttachment) -> HttpResponse:
    """The bytes as they came, to be saved, with the type that they are."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    response = HttpResponse(bytes(attachment.content), content_type=attachment.what.media_type, headers=headers)
    name = attachment.name.encode("ascii", "ignore").decode() or f"vedlegg.{attachment.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
