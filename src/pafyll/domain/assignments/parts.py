"""Which part somebody may take in an assignment, and when. UP1 is the contact; UP2 comes when the project runs."""

from __future__ import annotations

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.assignment import AssignmentStatus

S = AssignmentStatus
UP1, UP2 = "up1", "up2"
LIVE = frozenset({S.PLANNED, S.STARTED})


def is_open(part: str, status: str) -> Answer:
    """Whether the part can be taken while the assignment has the status."""
    if status not in LIVE:
        return no("assignment_over", "Oppdraget er avsluttet.")
    if part == UP2 and status != S.STARTED:
        return no("up2_later", "UP2 blir med når prosjektet er i gang.", remedy="Til da er UP1 kontakten.")
    return yes()
