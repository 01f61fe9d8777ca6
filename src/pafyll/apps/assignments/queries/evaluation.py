"""What an assignment left behind."""

from __future__ import annotations

from pafyll.apps.assignments.models import Assignment
from pafyll.apps.casework.models import Event
from pafyll.domain.lifecycles.assignment import AssignmentStatus


def what_was_learned(assignment: Assignment) -> str:
    """What was written when the assignment was evaluated; "" before that. One query at most."""
    if assignment.status != AssignmentStatus.EVALUATED:
        return ""
    event = Event.objects.filter(about=assignment.about, verb=AssignmentStatus.EVALUATED.value).last()
    return event.why if event else ""
