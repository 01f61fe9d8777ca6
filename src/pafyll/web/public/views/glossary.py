"""The words that the pages use, explained."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.web.components.glossary import found_terms, terms
from pafyll.web.components.http import DeskRequest


def glossary(request: DeskRequest) -> HttpResponse:
    """All terms by letter, or those that hold a search word."""
    words = request.GET.get("sok", "").strip()[:80]
    return render(request, "public/glossary.html", {"terms": found_terms(words), "words": words, "total": len(terms())})
