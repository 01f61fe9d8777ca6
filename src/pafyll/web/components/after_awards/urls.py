"""The addresses of what follows an award, for a desk's urls.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.after_awards import own_awards, reports, views
from pafyll.web.components.after_awards.desk import AfterAwardDesk
from pafyll.web.components.http import DeskRequest


def after_award_urls(desk: AfterAwardDesk) -> list[URLPattern]:
    """The recipient's pages under the desk's own path."""
    at = partial(_at, desk)
    return [
        path("kollektiv/tilskudd/<int:pk>/endring/", at(views.apply), name="apply_for_change"),
        path("kollektiv/endring/<int:pk>/", at(views.change), name="award_change"),
        path("kollektiv/endring/<int:pk>/trekk/", at(views.take_back), name="take_back_award_change"),
        path("kollektiv/tilbakebetaling/<int:pk>/", at(views.recovery), name="award_recovery"),
        path("kollektiv/kontroll/<int:pk>/", at(views.control), name="award_control"),
        path("kollektiv/kontroll/<int:pk>/fil/", at(views.attach), name="attach_to_control"),
        path("kollektiv/kontrollfil/<int:pk>/", at(views.control_file), name="award_control_file"),
        path("kollektiv/brev/<int:pk>/", at(views.letter), name="after_award_letter"),
    ]


def own_award_urls(desk: AfterAwardDesk) -> list[URLPattern]:
    """The awards themselves, for a desk that has no pages of its own about them."""
    at = partial(_at, desk)
    return [
        path("kollektiv/tilskudd/", at(own_awards.awards), name="awards"),
        path("kollektiv/tilskudd/<int:pk>/", at(own_awards.award), name="award"),
        path("kollektiv/tilskudd/<int:pk>/rapport/<slug:kind>/", at(reports.report), name="award_report"),
    ]


def _at(desk: AfterAwardDesk, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
