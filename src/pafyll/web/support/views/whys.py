"""Values that Påfyll works out, for those who are asked why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.web.components.http import DeskRequest
from pafyll.web.support.explained import EXPLAINED


def whys(request: DeskRequest) -> HttpResponse:
    """Each value with its rule, what it is made of, when, and where its reasons are shown."""
    return render(request, "support/whys.html", {"rows": EXPLAINED})
