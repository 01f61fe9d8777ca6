"""What the entrance of a provider is made of. Another part joins by one line in SECTIONS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pafyll.apps.catalogue.queries import OfferSearch, offers_found
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest

MOST_OFFERS = 10


@dataclass(frozen=True)
class Section:
    """A part of the entrance: its template, and what the template reads. words is what the visitor searched for."""

    template: str
    context: Callable[[DeskRequest, Organisation, str], dict[str, Any]]


def _offers(request: DeskRequest, provider: Organisation, words: str) -> dict[str, Any]:
    found = offers_found(viewer=request.viewer, search=OfferSearch(words=words, provider=provider.pk))
    coming = found.filter(study_year__gte=today().year)
    return {"offers": list(coming[:MOST_OFFERS]), "count": coming.count(), "most": MOST_OFFERS}


SECTIONS: list[Section] = [
    Section("public/entrance_offers.html", _offers),
    # people's fields of competence, with their consent, join here
]
