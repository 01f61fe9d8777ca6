"""Short pages about the site itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.privacy.queries.kept import what_is_kept
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest
from pafyll.web.public.known_faults import KNOWN_FAULTS
from pafyll.web.public.looked_at import looked_at
from pafyll.web.public.statement import statement


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
    """The accessibility statement: what the last run found and what it did not look at, and where to complain."""
    return render(request, "public/accessibility.html", statement(looked_at(), KNOWN_FAULTS))
