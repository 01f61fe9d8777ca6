"""What an assignment left behind: the talks that followed it up, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, Q

from pafyll.apps.assignments.models import Assignment
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.disqualified import IN_ASSIGNMENT, disqualifying
from pafyll.apps.casework.models import Event
from pafyll.apps.forums.models import ForumMembership, LongTermPlan
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.rules.deadlines import norwegian_day

TALKED = "talked_with"
MOST = 10


@dataclass(frozen=True)
class Talk:
    """A follow-up conversation as it was written down."""

    on: date
    who: str
    words: str
    written_by: str


@dataclass(frozen=True)
class Lesson:
    """What was learned in an assignment, and who was in it."""

    assignment: Assignment
    words: str
    people: tuple[str, ...]


def what_was_learned(assignment: Assignment) -> str:
    """What was written when the assignment was evaluated; "" before that. One query at most."""
    return _words([assignment]).get(assignment.pk, "")


def talks_about(assignment: Assignment) -> list[Talk]:
    """The conversations that followed it up, the first first. One query."""
    rows = Event.objects.filter(about=assignment.about, verb=TALKED).select_related("by").order_by("at", "pk")
    return [
        Talk(date.fromisoformat(row.facts["talked_on"]), row.facts["talked_with"], row.why, str(row.by)) for row in rows
    ]


def lessons_in(assignments: Iterable[Assignment], *, viewer: Viewer, day: date) -> dict[int, str]:
    """Assignment key → what was learned, of those that the viewer may see. Two queries."""
    rows = visible_assignments(viewer, day=day).filter(pk__in=[one.pk for one in assignments])
    return _words(list(rows))


def latest_lessons(*, viewer: Viewer, day: date) -> list[Lesson]:
    """What was learned in the assignments that the viewer may see, the latest first. Three queries."""
    rows = visible_assignments(viewer, day=day).filter(status=AssignmentStatus.EVALUATED)
    found = list(rows.prefetch_related("members__person").order_by("-ends_on", "-pk")[:MOST])
    words = _words(found)
    return [
        Lesson(one, words[one.pk], tuple(dict.fromkeys(str(member.person) for member in one.members.all())))
        for one in found
        if words.get(one.pk)
    ]


@reading_everything("whoever may read the plan reads what all owners in the forum learned, whichever she acts for")
def lessons_for(plan: LongTermPlan, *, viewer: Viewer) -> list[Lesson]:
    """What was learned with the forum's owners and their schools since the plan was last adopted, the first first.

    Not where the viewer is disqualified. The plan is one that the viewer may read. Five queries.
    """
    kinds = (ForumMembership.Kind.OWNER, ForumMembership.Kind.NETWORK)
    seats = plan.forum.memberships.filter(decided_at__isnull=False, kind__in=kinds)
    owners = list(seats.values_list("organisation", flat=True))
    since = plan.revisions.aggregate(last=Max("adopted_on"))["last"]
    theirs = Q(counterpart__in=owners) | Q(counterpart__parent__in=owners)
    out = disqualifying().filter(IN_ASSIGNMENT, person=viewer.person)
    rows = Assignment.objects.filter(theirs, status=AssignmentStatus.EVALUATED).exclude(Exists(out))
    found = {one.about: one for one in rows.select_related("counterpart", "provider")}
    events = Event.objects.filter(about__in=list(found), verb=AssignmentStatus.EVALUATED.value).order_by("at", "pk")
    return [
        Lesson(found[row.about], row.why, ())
        for row in events
        if row.why and (since is None or norwegian_day(row.at) > since)
    ]


def _words(assignments: Iterable[Assignment]) -> dict[int, str]:
    """Of each evaluated assignment, the words that it was evaluated with."""
    keys = {one.about: one.pk for one in assignments if one.status == AssignmentStatus.EVALUATED}
    if not keys:
        return {}
    rows = Event.objects.filter(about__in=list(keys), verb=AssignmentStatus.EVALUATED.value).order_by("at", "pk")
    return {keys[row.about]: row.why for row in rows}
