"""Jobs, as the pages follow them. The page has already checked who may see what the job is about."""

from __future__ import annotations

from pafyll.apps.casework.models import Job


def newest_job_about(about: str) -> Job | None:
    """The newest job about the thing, of any kind. One query."""
    return Job.objects.filter(about=about).select_related("started_by").order_by("-pk").first()
