"""A meeting in a department: the leader forum or the council of development partners."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class UnitMeetingStatus(Status):
    PLANNED = "planned", "Planlagt"
    CALLED = "called", "Innkalt"
    HELD = "held", "Holdt"
    APPROVED = "approved", "Referatet er godkjent"
    CANCELLED = "cancelled", "Avlyst"


S = UnitMeetingStatus
UNIT_MEETING = Lifecycle(
    "unit_meeting",
    "møtet",
    UnitMeetingStatus,
    {
        S.PLANNED: {S.CALLED, S.CANCELLED},
        S.CALLED: {S.HELD, S.CANCELLED},  # the agenda is set as a document; matters may still be added
        S.HELD: {S.APPROVED},
        S.APPROVED: set(),
        S.CANCELLED: set(),
    },
)
