"""Jobs, as the pages follow them. The page has already checked who may see what the job is about."""

from __future__ import annotations

from pafyll.apps.casework.models import Job


def latest_job(*, about: str, kind: str) -> Job | None:
    """The newest job of the kind about the thing. One query."""
    return Job.objects.filter(about=about, kind=kind).select_related("started_by").order_by("-pk").first()
