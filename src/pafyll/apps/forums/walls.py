"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

WALLS: tuple[Wall | Unwalled, ...] = (
    Wall("forums.OpeningSubscription", user="user"),
    Wall("forums.OpeningNotice", within="subscription"),
    Wall("forums.CalendarFeed", user="user"),
    Unwalled(
        "NeedsNotification NeedsAttachment NeedsReceipt SupplementRequest",
        "the networks that an owner works in read its needs too, and so do the members of the forum",
    ),
    Unwalled(
        "Forum ForumMembership MembershipSubstitute ForumDisqualification ForumMeeting AgendaItem Attendance "
        "FailedAgreement Ballot ForumVote ForumDecision Dissent LongTermPlan PlanRevision PlanPart Recommendation",
        "a forum is of many organisations, and its members change: its seats are asked, which no key of the row says",
    ),
    Unwalled(
        "SchemeYear DistributionDraft DistributionRun DistributionChoice KeyFile FormVersion",
        "of the County Governor's scheme: announced to its county, and no row about people",
    ),
)
