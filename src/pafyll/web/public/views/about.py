"""Short pages about the site itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.web.components.http import DeskRequest


def about(request: DeskRequest) -> HttpResponse:
    """What Påfyll is and who it is for."""
    return render(request, "public/about.html")


def privacy(request: DeskRequest) -> HttpResponse:
    """Which personal data there are, why, and who sees them."""
    return render(request, "public/privacy.html")


def accessibility(request: DeskRequest) -> HttpResponse:
    """What has been tested, how, and what has not."""
    return render(request, "public/accessibility.html")
