"""An inquiry to a university, from the moment it is received until it is answered or an assignment is made of it."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class InquiryStatus(Status):
    RECEIVED = "received", "Mottatt"
    TRIAGED = "triaged", "Fordelt"
    TO_FORUM = "to_forum", "Til lederforum"
    ANSWERED_YES = "answered_yes", "Besvart med ja"
    ANSWERED_NO = "answered_no", "Besvart med nei"
    ASSIGNED = "assignment_made", "Oppdrag opprettet"
    WITHDRAWN = "withdrawn", "Trukket"
    REJECTED = "rejected", "Avvist som misbruk"


S = InquiryStatus
INQUIRY = Lifecycle(
    "inquiry",
    "henvendelsen",
    InquiryStatus,
    {
        S.RECEIVED: {S.TRIAGED, S.WITHDRAWN, S.REJECTED},
        S.TRIAGED: {S.TO_FORUM, S.ANSWERED_NO, S.WITHDRAWN, S.REJECTED},  # a yes needs the forum, which shows why
        S.TO_FORUM: {S.TRIAGED, S.ANSWERED_YES, S.ANSWERED_NO, S.WITHDRAWN},
        S.ANSWERED_YES: {S.ASSIGNED, S.WITHDRAWN},
        S.ANSWERED_NO: set(),
        S.ASSIGNED: set(),
        S.WITHDRAWN: set(),
        S.REJECTED: set(),
    },
)
WAITS = frozenset({S.RECEIVED, S.TRIAGED, S.TO_FORUM})  # somebody waits for an answer
OPEN = WAITS | {S.ANSWERED_YES}
