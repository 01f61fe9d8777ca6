"""Who is disqualified in what: the one question behind every list, paper and mail about inquiries and assignments."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from pafyll.apps.assignments.models import ImpartialityStatement, Inquiry
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.assignments.impartiality import DISQUALIFIED

# A statement follows the matter: what was said of the inquiry stands in its assignment, and the other way.
IN_ASSIGNMENT = Q(assignment=OuterRef("pk")) | Q(inquiry__assignment=OuterRef("pk"))
IN_INQUIRY = Q(inquiry=OuterRef("pk")) | Q(assignment__inquiry=OuterRef("pk"))


def disqualifying() -> QuerySet[ImpartialityStatement]:
    """Statements in force that find somebody disqualified. One stands until another takes its place."""
    return ImpartialityStatement.objects.filter(outcome=DISQUALIFIED, superseded_at__isnull=True)


def disqualified_in(inquiry: Inquiry) -> frozenset[int]:
    """Keys of those who are disqualified in the inquiry, or in the assignment that was made of it. One query."""
    about = Q(inquiry=inquiry) | Q(assignment__inquiry=inquiry)
    return frozenset(disqualifying().filter(about).values_list("person", flat=True))


def barred_assignments(viewer: Viewer, day: date) -> frozenset[str]:
    """Keys ("assignment:17") of the assignments that the viewer is disqualified in. One query.

    What agreements may not show her. day is asked for by those who register such answers, and changes nothing here.
    """
    if viewer.person is None:
        return frozenset()
    rows = disqualifying().filter(person=viewer.person)
    found = {pk for row in rows.values_list("assignment", "inquiry__assignment") for pk in row if pk}
    return frozenset(f"assignment:{pk}" for pk in found)
