"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Unwalled, Wall

WALLS: tuple[Wall | Unwalled, ...] = (
    Wall("forums.OpeningSubscription", user="user"),
    Wall("forums.OpeningNotice", within="subscription"),
    Wall("forums.CalendarFeed", user="user"),
    Wall("forums.NeedsNotification", office="owner on_behalf_of scheme_year__governor"),
    Wall("forums.NeedsAttachment", within="notification"),
    Wall("forums.NeedsReceipt", within="notification"),
    Wall("forums.SupplementRequest", within="notification"),
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
