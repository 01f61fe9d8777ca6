"""What agreements may not show: those about an assignment that the viewer is disqualified in."""

from __future__ import annotations

from datetime import date

from pafyll.apps.assignments.models import ImpartialityStatement
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.assignments.impartiality import DISQUALIFIED


def barred_assignments(viewer: Viewer, day: date) -> frozenset[str]:
    """Keys ("assignment:17") of the assignments that the viewer is disqualified in. One query.

    day is asked for by those who register such answers; a statement here stands until another takes its place.
    """
    if viewer.person is None:
        return frozenset()
    statements = ImpartialityStatement.objects.filter(
        person=viewer.person, outcome=DISQUALIFIED, superseded_at__isnull=True
    )
    found = {pk for row in statements.values_list("assignment", "inquiry__assignment") for pk in row if pk}
    return frozenset(f"assignment:{pk}" for pk in found)
