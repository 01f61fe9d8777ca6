"""Collective development in Innhavet: schemes by year, the cooperation forum, its meetings and its plan."""

from __future__ import annotations

from datetime import date

from pafyll.apps.forums.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    FailedAgreement,
    Forum,
    ForumDecision,
    ForumDisqualification,
    ForumMeeting,
    ForumMembership,
    ForumVote,
    LongTermPlan,
    MembershipSubstitute,
    PlanPart,
    PlanRevision,
    SchemeYear,
)
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.forum_meeting import ForumMeetingStatus as M
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus as S

KIND = ForumMembership.Kind
SEATS = (
    ("siri", "fjordvik", KIND.OWNER),
    ("ola", "storby", KIND.OWNER),
    ("vigdis", "nordlys", KIND.OWNER),
    ("nina", "college", KIND.PROVIDER),
    ("leif", "education_union", KIND.UNION),
    ("tor", "governor", KIND.GOVERNOR),
)
YEARS = (
    ("decentralised", 2024, S.ENDED),
    ("decentralised", 2025, S.DECIDED),
    ("regional", 2025, S.RECOMMENDED),
    ("competence_lift", 2025, S.CLOSED),
    ("collective_2026", 2026, S.ANNOUNCED),
    ("collective_2026", 2027, S.DRAFT),
    ("follow_up", 2026, S.WITHDRAWN),
)


def plant_forums(world: World) -> None:
    """The schemes of the Governor, and the forum with its members, meetings and plan."""
    for code, year, status in YEARS:
        SchemeYear.objects.create(
            scheme=code, year=year, governor=world.organisations["governor"], title=f"{code} {year}", status=status
        )
    forum = Forum.objects.create(
        governor=world.organisations["governor"],
        title="Samarbeidsforum Innhavet",
        area="Hele fylket",
        schemes=["decentralised", "regional", "competence_lift", "collective_2026"],
        founded_on=date(2021, 3, 1),
    )
    seats = [_seat(world, forum, *row) for row in SEATS]
    meetings = [_meeting(world, forum, status, month) for month, status in enumerate(M, start=1)]
    _decide(world, meetings, seats)
    MembershipSubstitute.objects.create(
        membership=seats[0],
        person=world.people["eli"],
        starts_on=date(2026, 3, 1),
        ends_before=date(2026, 4, 1),
        reason="Ferie",
        appointed_by=world.user("tor"),
        appointed_at=at(date(2026, 2, 1)),
    )


def _seat(world: World, forum: Forum, who: str, body: str, kind: str) -> ForumMembership:
    organisation: Organisation = world.organisations[body]
    person: Person = world.people[who]
    return ForumMembership.objects.create(
        forum=forum,
        organisation=organisation,
        person=person,
        kind=kind,
        votes=kind != KIND.GOVERNOR,
        starts_on=date(2025, 1, 1),
        decided_by=world.user("tor"),
        decided_at=at(date(2024, 12, 10)),
    )


def _meeting(world: World, forum: Forum, status: M, month: int) -> ForumMeeting:
    return ForumMeeting.objects.create(
        forum=forum,
        title="Møte i samarbeidsforum",
        status=status,
        starts_at=at(date(2026, month, 12)),
        created_by=world.user("tor"),
        created_at=at(date(2026, 1, 5)),
    )


def _decide(world: World, meetings: list[ForumMeeting], seats: list[ForumMembership]) -> None:
    tor, day = world.user("tor"), at(date(2026, 1, 20))
    item = AgendaItem.objects.create(meeting=meetings[3], number=1, title="Innstilling", proposal="Forumet innstiller.")
    Attendance.objects.create(meeting=meetings[3], membership=seats[0], person=seats[0].person)
    failed = FailedAgreement.objects.create(item=item, why="Partene står fast.", recorded_by=tor, recorded_at=day)
    ballot = Ballot.objects.create(failed=failed, proposal=item.proposal, opened_by=tor, opened_at=day, closed_at=day)
    ForumVote.objects.create(
        ballot=ballot, membership=seats[0], kind=seats[0].kind, choice="for", cast_by=world.user("siri"), cast_at=day
    )
    decision = ForumDecision.objects.create(
        item=item, text=item.proposal, made_by="vote", result="adopted", ballot=ballot, recorded_by=tor, recorded_at=day
    )
    Dissent.objects.create(
        decision=decision,
        membership=seats[1],
        body=seats[1].body,
        text="Uenig.",
        recorded_by=tor,
        recorded_at=day,
    )
    ForumDisqualification.objects.create(
        forum=meetings[3].forum,
        matter=item.matter,
        person=world.people["vigdis"],
        ground="leader",
        law="fvl. (1967) § 6",
        starts_on=date(2026, 1, 1),
        declared_by=tor,
        declared_at=day,
    )
    plan = LongTermPlan.objects.create(
        forum=meetings[3].forum, title="Langsiktig plan 2024–2027", first_year=2024, last_year=2027
    )
    revision = PlanRevision.objects.create(plan=plan, number=1, made_by=tor, made_at=day)
    PlanPart.objects.create(revision=revision, number=1, title="Del 1")
