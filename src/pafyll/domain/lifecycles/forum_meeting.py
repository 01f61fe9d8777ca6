"""A meeting of a collaboration forum, from plan to approved minutes."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ForumMeetingStatus(Status):
    PLANNED = "planned", "Planlagt"
    CALLED = "called", "Innkalt"
    HELD = "held", "Holdt"
    APPROVED = "approved", "Referatet er godkjent"
    CANCELLED = "cancelled", "Avlyst"


S = ForumMeetingStatus
FORUM_MEETING = Lifecycle(
    "forum_meeting",
    "møtet",
    ForumMeetingStatus,
    {
        S.PLANNED: {S.CALLED, S.CANCELLED},
        S.CALLED: {S.HELD, S.CANCELLED},
        S.HELD: {S.APPROVED},
        S.APPROVED: set(),
        S.CANCELLED: set(),
    },
)
KNOWN_TO_MEMBERS = frozenset({S.CALLED, S.HELD, S.APPROVED, S.CANCELLED})
