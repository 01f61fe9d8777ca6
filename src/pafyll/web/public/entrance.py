"""What the entrance of a provider is made of. Another part joins by one line in SECTIONS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pafyll.apps.assignments.queries.competence import public_people
from pafyll.apps.catalogue.queries import OfferSearch, offers_found
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.assignments.competence import lists
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import t

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


def _people(request: DeskRequest, provider: Organisation, words: str) -> dict[str, Any]:
    """Those with a consent in force whose field holds the words; a hit tells nothing that is not shown."""
    known, asked = lists().fields, words.strip().lower()
    people = public_people(viewer=request.viewer, day=today(), provider=provider.pk)
    rows = [(one.name, [t(known[code]) for code in one.fields if asked in t(known[code]).lower()]) for one in people]
    return {"people": [(name, fields) for name, fields in rows if fields]}


SECTIONS: list[Section] = [
    Section("public/entrance_offers.html", _offers),
    Section("public/entrance_people.html", _people),
]
