"""An award of a collective scheme, and its reports."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AwardStatus(Status):
    PROPOSED = "proposed", "Foreslått"
    PREPARED = "prepared", "Klar til vedtak"
    DECIDED = "decided", "Vedtatt"
    REPORTED = "reported", "Rapport godkjent"
    DROPPED = "dropped", "Ikke tildelt"


A = AwardStatus
AWARD = Lifecycle(
    "award",
    "tildelingen",
    AwardStatus,
    {
        A.PROPOSED: {A.PREPARED, A.DROPPED},
        A.PREPARED: {A.DECIDED, A.PROPOSED},  # decided, or returned, by a second person
        A.DECIDED: {A.REPORTED},
        A.REPORTED: set(),
        A.DROPPED: set(),
    },
)


class AwardReportStatus(Status):
    DRAFT = "draft", "Utkast"
    SENT = "sent", "Sendt"
    RETURNED = "returned", "Sendt tilbake"
    ACCEPTED = "accepted", "Godkjent"


R = AwardReportStatus
AWARD_REPORT = Lifecycle(
    "award_report",
    "rapporten",
    AwardReportStatus,
    {
        R.DRAFT: {R.SENT},
        R.SENT: {R.RETURNED, R.ACCEPTED},
        R.RETURNED: {R.SENT},
        R.ACCEPTED: set(),
    },
)
