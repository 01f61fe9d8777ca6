"""Who is in a forum, who keeps it, and who is disqualified: they neither see nor do anything in the matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.forums.models import (
    AgendaItem,
    Forum,
    ForumDisqualification,
    ForumMembership,
    MembershipSubstitute,
)
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.impartiality import ground_label


@dataclass(frozen=True)
class Seat:
    """A viewer's place in a forum that day: their own, or one they stand in for."""

    membership: ForumMembership
    is_substitute: bool = False

    @property
    def votes(self) -> bool:
        return self.membership.votes


def decided_seats(day: date) -> QuerySet[ForumMembership]:
    """Seats that the Governor has decided and whose term the day is in."""
    return ForumMembership.objects.filter(in_force(day), decided_at__isnull=False)


def seats_of(viewer: Viewer, forum: Forum, *, day: date) -> list[Seat]:
    """The viewer's seats in the forum that day, own ones first. Two queries."""
    if viewer.person is None:
        return []
    seats = decided_seats(day).filter(forum=forum).select_related("organisation", "person")
    own = [Seat(one) for one in seats.filter(person=viewer.person)]
    lent = MembershipSubstitute.objects.filter(in_force(day), person=viewer.person).values("membership")
    return own + [Seat(one, is_substitute=True) for one in seats.filter(pk__in=lent)]


def visible_forums(viewer: Viewer, *, day: date) -> QuerySet[Forum]:
    """Forums that the viewer keeps or sits in that day; all of them for the directorate. One query."""
    rows = Forum.objects.select_related("governor")
    if viewer.works_for_directorate:
        return rows
    if viewer.person is None:
        return rows.none()
    seats = decided_seats(day)
    lent = MembershipSubstitute.objects.filter(in_force(day), person=viewer.person).values("membership")
    mine = seats.filter(Q(person=viewer.person) | Q(pk__in=lent)).values("forum")
    return rows.filter(Q(governor__in=run_by(viewer)) | Q(pk__in=mine))


def keeps(viewer: Viewer, forum: Forum) -> bool:
    """Whether the viewer is of the forum's secretariat."""
    return forum.governor_id in run_by(viewer)


def may_keep(viewer: Viewer, forum: Forum) -> Answer:
    """Whether the viewer may compose the forum, call meetings and keep the minutes: the secretariat."""
    if keeps(viewer, forum):
        return yes()
    return no("not_secretariat", "Bare sekretariatet hos {governor} kan gjøre dette.", governor=str(forum.governor))


def disqualified_matters(viewer: Viewer, *, day: date) -> frozenset[str]:
    """Keys of the matters that the viewer is disqualified in that day. One query."""
    if viewer.person is None:
        return frozenset()
    rows = ForumDisqualification.objects.filter(in_force(day), person=viewer.person)
    return frozenset(rows.values_list("matter", flat=True))


def is_impartial_in(viewer: Viewer, matter: str, *, day: date) -> Answer:
    """A no with the ground and the law when the viewer is disqualified in the matter."""
    if viewer.person is None:
        return yes()
    found = ForumDisqualification.objects.filter(in_force(day), person=viewer.person, matter=matter).first()
    if found is None:
        return yes()
    return no(
        "disqualified",
        "Du er inhabil i denne saken, og kan verken se den eller gjøre noe i den. Grunnen er: {ground}.",
        remedy="En vararepresentant kan møte for deg i saken. Er dette feil, ta det opp med sekretariatet.",
        law=found.law,
        ground=ground_label(found.ground).lower(),
    )


def may_see_item(viewer: Viewer, item: AgendaItem, *, day: date) -> Answer:
    """Whether the viewer may open the item: everyone who sees the meeting and is not disqualified."""
    return is_impartial_in(viewer, item.matter, day=day)


def may_handle_item(viewer: Viewer, item: AgendaItem, *, day: date) -> Answer:
    """Whether the viewer may write and record in the item: an impartial one of the secretariat."""
    kept = may_keep(viewer, item.meeting.forum)
    return kept and may_see_item(viewer, item, day=day) if kept else kept


def may_appoint_substitute(viewer: Viewer, membership: ForumMembership) -> Answer:
    """Whether the viewer may let somebody stand in: the member, or the secretariat."""
    if viewer.is_self(membership.person_id) or keeps(viewer, membership.forum):
        return yes()
    return no("not_your_seat", "Bare medlemmet selv eller sekretariatet kan oppnevne en vararepresentant.")


def may_declare(viewer: Viewer, forum: Forum, person_id: int) -> Answer:
    """Whether the viewer may say that the person is disqualified: the person, or the secretariat."""
    if viewer.is_self(person_id) or keeps(viewer, forum):
        return yes()
    return no("not_yours_to_say", "Du kan melde fra at du selv er inhabil. For andre gjør sekretariatet det.")
