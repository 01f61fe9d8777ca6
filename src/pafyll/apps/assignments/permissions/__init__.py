"""Who may see and do what with assignments."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Q, QuerySet

from pafyll.apps.assignments.models import Assignment
from pafyll.apps.assignments.permissions.disqualified import IN_ASSIGNMENT, disqualifying
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

Role = RoleGrant.Role

# Those who see every assignment of the provider, since they share out its people and its money.
OVERSEES = (
    Role.ASSIGNMENT_COORDINATOR,
    Role.DEPUTY_HEAD,
    Role.SECTION_LEADER,
    Role.UNIT_HEAD,
    Role.PROJECT_ECONOMIST,
)


def overseen_by(viewer: Viewer) -> frozenset[int]:
    """Keys of the providers whose assignments the viewer oversees."""
    return frozenset().union(*(viewer.organisations_in(role) for role in OVERSEES))


def visible_assignments(viewer: Viewer, *, day: date) -> QuerySet[Assignment]:
    """Every one of a provider that the viewer oversees, and those that the viewer works in or is proposed for.

    Never one that the viewer is disqualified in.
    """
    rows = Assignment.objects.select_related("provider", "unit", "counterpart")
    if viewer.person is None:
        return rows.none()
    mine = Q(members__person=viewer.person, members__starts_on__lte=day)
    proposed = Q(inquiry__decision__proposal__members__person=viewer.person)
    known = rows.filter(Q(provider__in=overseen_by(viewer)) | mine | proposed)
    return known.exclude(Exists(disqualifying().filter(IN_ASSIGNMENT, person=viewer.person))).distinct()


def may_coordinate(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer receives inquiries and plans assignments: the coordinator and the deputy head."""
    if provider in viewer.organisations_in(Role.ASSIGNMENT_COORDINATOR) | viewer.organisations_in(Role.DEPUTY_HEAD):
        return yes()
    return no("not_coordinator", "Bare koordinatoren for oppdrag og nestlederen for utdanning kan gjøre dette.")
