"""How far a job has come, for any desk: a part that refreshes itself, and a page around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from pafyll.apps.casework.jobs import kind_of
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services.jobs import may_be_cancelled
from pafyll.domain.lifecycles.job import JobStatus
from pafyll.web.components.http import DeskRequest


@dataclass(frozen=True)
class Progress:
    """A job and the desk's own addresses: here (this part or page), cancel (POST), then (the result), back (try again).

    cancel and back are "" where the desk has none.
    """

    job: Job
    here: str
    then: str
    then_text: str | Promise
    cancel: str = ""
    back: str = ""

    @property
    def label(self) -> str | Promise:
        return kind_of(self.job.kind).label

    @property
    def percent(self) -> int | None:
        """How much is done; None while it is not known how much there is."""
        return min(100, 100 * self.job.reached // self.job.total) if self.job.total else None

    @property
    def is_live(self) -> bool:
        return self.job.is_live

    @property
    def may_cancel(self) -> bool:
        return bool(self.cancel) and self.is_live and bool(may_be_cancelled(self.job))

    @property
    def is_done(self) -> bool:
        return self.job.status == JobStatus.DONE

    @property
    def is_waiting(self) -> bool:
        return self.job.status == JobStatus.QUEUED

    @property
    def has_failed(self) -> bool:
        return self.job.status == JobStatus.FAILED


def progress_page(
    request: DeskRequest,
    progress: Progress,
    *,
    title: str,
    template: str = "components/progress_page.html",
    **more: Any,
) -> HttpResponse:
    """The part to htmx, which asks again every other second; the page to everyone else, which reloads itself.

    A desk may give a template of its own, which extends components/progress_page.html.
    """
    context = {"progress": progress, "title": title, **more}
    return render(request, "components/progress.html" if request.htmx else template, context)
