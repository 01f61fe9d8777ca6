"""A page shows what is kept about somebody: it is noted, so that she can see who has looked."""

from __future__ import annotations

from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import Reading
from pafyll.apps.privacy.services.reading import note_reading
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest

What = Reading.What


def looked_at(request: DeskRequest, person: Person, what: What, about: str) -> None:
    """Call it when the page is shown to somebody who may see it. One who sees as another is the one who looks."""
    reader = getattr(request, "helper", request.user)
    note_reading(person=person, what=what, about=about, by=reader, at=now())
