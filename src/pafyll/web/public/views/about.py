"""Short pages about the site itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.privacy.queries.kept import what_is_kept
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest


def about(request: DeskRequest) -> HttpResponse:
    """What Påfyll is and who it is for."""
    return render(request, "public/about.html")


def privacy(request: DeskRequest) -> HttpResponse:
    """Which personal data there are, why, and who sees them."""
    return render(request, "public/privacy.html")


def kept(request: DeskRequest) -> HttpResponse:
    """What is kept about people, for what, on which legal basis, how long, and what happens then."""
    return render(request, "public/kept.html", {"purposes": what_is_kept(on=today())})


def accessibility(request: DeskRequest) -> HttpResponse:
    """What has been tested, how, and what has not."""
    return render(request, "public/accessibility.html")
