"""Schemes by year, forums with their members, meetings with what was decided, and the long-term plan."""

from pafyll.apps.forums.models.decisions import Ballot, Dissent, FailedAgreement, ForumDecision, ForumVote
from pafyll.apps.forums.models.distribution import DistributionChoice, DistributionDraft, DistributionRun
from pafyll.apps.forums.models.forum import Forum, ForumDisqualification, ForumMembership, MembershipSubstitute
from pafyll.apps.forums.models.key_files import KeyFile
from pafyll.apps.forums.models.long_term_plan import LongTermPlan, PlanPart, PlanRevision
from pafyll.apps.forums.models.meetings import AgendaItem, Attendance, ForumMeeting
from pafyll.apps.forums.models.needs import NeedsAttachment, NeedsNotification, NeedsReceipt, SupplementRequest
from pafyll.apps.forums.models.openings import CalendarFeed, OpeningNotice, OpeningSubscription
from pafyll.apps.forums.models.questions import FormVersion
from pafyll.apps.forums.models.recommendation import Recommendation
from pafyll.apps.forums.models.scheme_years import SchemeYear

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "CalendarFeed",
    "Dissent",
    "DistributionChoice",
    "DistributionDraft",
    "DistributionRun",
    "FailedAgreement",
    "FormVersion",
    "Forum",
    "ForumDecision",
    "ForumDisqualification",
    "ForumMeeting",
    "ForumMembership",
    "ForumVote",
    "KeyFile",
    "LongTermPlan",
    "MembershipSubstitute",
    "NeedsAttachment",
    "NeedsNotification",
    "NeedsReceipt",
    "OpeningNotice",
    "OpeningSubscription",
    "PlanPart",
    "PlanRevision",
    "Recommendation",
    "SchemeYear",
    "SupplementRequest",
]
