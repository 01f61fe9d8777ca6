"""The address of the page of tasks, for a desk's urls.py to take in."""

from __future__ import annotations

from functools import partial, update_wrapper

from django.urls import URLPattern, path

from pafyll.web.components.inbox import views


def inbox_urls(desk: str) -> list[URLPattern]:
    """tasks, under oppgaver/."""
    return [path("oppgaver/", update_wrapper(partial(views.tasks, desk=desk), views.tasks), name="tasks")]
