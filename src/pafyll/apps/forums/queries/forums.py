"""A forum as its members and its secretariat read it: who sits in it, the balance, the meetings and the plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from pafyll.apps.casework.models import Event
from pafyll.apps.forums.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    FailedAgreement,
    Forum,
    ForumDecision,
    ForumMeeting,
    ForumMembership,
    ForumVote,
    LongTermPlan,
    PlanRevision,
)
from pafyll.apps.forums.permissions.forums import disqualified_matters, is_impartial_in, keeps, visible_forums
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, yes
from pafyll.domain.lifecycles.forum_meeting import KNOWN_TO_MEMBERS
from pafyll.domain.rules.forum_balance import Balance, balance_of

KINDS = list(ForumMembership.Kind.values)
TAKEN_UP = "taken_up"


@dataclass(frozen=True)
class Seats:
    """Those who sit now, those that are proposed, those that come later and those whose term is over."""

    now: list[ForumMembership]
    proposed: list[ForumMembership]
    later: list[ForumMembership]
    before: list[ForumMembership]

    @property
    def balance(self) -> Balance:
        """Of those who sit now."""
        return balance_of((one.kind, one.votes) for one in self.now)

    @property
    def balance_as_proposed(self) -> Balance:
        """As it becomes when what is proposed is decided."""
        return balance_of((one.kind, one.votes) for one in [*self.now, *self.proposed])


@dataclass(frozen=True)
class AgendaRow:
    """A matter on the agenda; may_see is a no with the ground for a viewer who is disqualified in it."""

    item: AgendaItem
    may_see: Answer
    decision: ForumDecision | None = None


@dataclass(frozen=True)
class DecidedItem:
    """What happened to a matter: why agreement failed, the ballot with the votes, the decision and who dissents."""

    failed: FailedAgreement | None
    ballot: Ballot | None
    votes: list[ForumVote]
    decision: ForumDecision | None
    dissents: list[Dissent]


def forums_of(*, viewer: Viewer, day: date) -> QuerySet[Forum]:
    """The forums that the viewer keeps or sits in, by name. One query."""
    return visible_forums(viewer, day=day).order_by("title", "pk")


def seats_in(*, viewer: Viewer, forum: Forum, day: date) -> Seats:
    """Every seat of the forum with its substitutes. What is only proposed, the secretariat alone sees. Two queries."""
    rows = forum.memberships.select_related("organisation", "person").prefetch_related("substitutes__person")
    proposed = [one for one in rows if one.decided_at is None] if keeps(viewer, forum) else []
    decided = sorted((one for one in rows if one.decided_at is not None), key=_as_listed)
    return Seats(
        now=[one for one in decided if one.starts_on <= day and not _is_over(one, day)],
        proposed=proposed,
        later=[one for one in decided if one.starts_on > day],
        before=[one for one in decided if _is_over(one, day)],
    )


def _as_listed(seat: ForumMembership) -> tuple[int, str]:
    """Owners first, then providers and organisations, and last those without a vote."""
    return KINDS.index(seat.kind), seat.body


def _is_over(seat: ForumMembership, day: date) -> bool:
    return seat.ends_before is not None and seat.ends_before <= day


def meetings_of(*, viewer: Viewer, forum: Forum) -> QuerySet[ForumMeeting]:
    """The forum's meetings, the newest first; members see those that have been called. One query."""
    rows = forum.meetings.all()
    known = [one.value for one in KNOWN_TO_MEMBERS]
    return rows if keeps(viewer, forum) else rows.filter(status__in=known)


def visible_meetings(*, viewer: Viewer, day: date) -> QuerySet[ForumMeeting]:
    """Every meeting that the viewer may open: of forums that they keep all, of others those that are called."""
    rows = ForumMeeting.objects.select_related("forum__governor").filter(forum__in=visible_forums(viewer, day=day))
    known = [one.value for one in KNOWN_TO_MEMBERS]
    return rows.filter(status__in=known) | rows.filter(forum__governor__in=run_by(viewer))


def visible_items(*, viewer: Viewer, day: date) -> QuerySet[AgendaItem]:
    """Every matter of those meetings; whether the viewer is impartial is for may_see_item."""
    rows = AgendaItem.objects.select_related("meeting__forum__governor", "failed_agreement")
    return rows.filter(meeting__in=visible_meetings(viewer=viewer, day=day))


def agenda_of(*, viewer: Viewer, meeting: ForumMeeting, day: date) -> list[AgendaRow]:
    """The agenda in order. Three queries, and one more for each matter that the viewer is disqualified in."""
    hidden = disqualified_matters(viewer, day=day)
    decided = {one.item_id: one for one in ForumDecision.objects.filter(item__meeting=meeting)}
    return [_agenda_row(viewer, one, hidden, decided, day) for one in meeting.items.all()]


def _agenda_row(
    viewer: Viewer, item: AgendaItem, hidden: frozenset[str], decided: dict[int, ForumDecision], day: date
) -> AgendaRow:
    if item.matter in hidden:
        return AgendaRow(item, is_impartial_in(viewer, item.matter, day=day))
    return AgendaRow(item, yes(), decided.get(item.pk))


def what_happened(item: AgendaItem) -> DecidedItem:
    """The item's failed agreement, ballot, votes, decision and dissents. At most five queries."""
    ballot = Ballot.objects.filter(failed__item=item).first()
    votes = ForumVote.objects.filter(ballot=ballot).select_related("membership__organisation") if ballot else []
    decision = ForumDecision.objects.filter(item=item).first()
    return DecidedItem(
        failed=FailedAgreement.objects.filter(item=item).first(),
        ballot=ballot,
        votes=list(votes),
        decision=decision,
        dissents=list(decision.dissents.all()) if decision else [],
    )


def attendance_of(meeting: ForumMeeting) -> list[Attendance]:
    """Who met, and for whom. One query."""
    return list(meeting.attendances.select_related("person", "membership__organisation"))


def plans_of(*, forum: Forum) -> list[LongTermPlan]:
    """The forum's plans, each with its revisions, the newest first. Two queries."""
    revisions = Prefetch("revisions", queryset=PlanRevision.objects.order_by("-number"))
    return list(forum.plans.prefetch_related(revisions))


def visible_plans(*, viewer: Viewer, day: date) -> QuerySet[LongTermPlan]:
    """The plans of the forums that the viewer keeps or sits in."""
    rows = LongTermPlan.objects.select_related("forum__governor")
    return rows.filter(forum__in=visible_forums(viewer, day=day))


def revisions_of(*, viewer: Viewer, plan: LongTermPlan) -> list[PlanRevision]:
    """The plan's revisions with their parts, the newest first; a draft is for the secretariat. Two queries."""
    rows = plan.revisions.select_related("adopted_by__item__meeting").prefetch_related("parts")
    return [one for one in rows if one.adopted_by_id is not None or keeps(viewer, plan.forum)]


def taken_up_in(revision: PlanRevision) -> frozenset[str]:
    """What was taken up in the draft from elsewhere, as keys ("assignment:17"). One query."""
    rows = Event.objects.filter(about=revision.plan.about, verb=TAKEN_UP).values_list("facts", flat=True)
    return frozenset(facts["source"] for facts in rows if facts["number"] == revision.number)


def decisions_to_rest_on(*, forum: Forum) -> QuerySet[ForumDecision]:
    """What the forum has adopted, the newest first: a revision of the plan rests on one of them."""
    rows = ForumDecision.objects.filter(item__meeting__forum=forum, result="adopted")
    return rows.select_related("item__meeting")
