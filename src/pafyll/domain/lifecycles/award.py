"""An award of a collective scheme, its parts, its reports, its changes, and what is decided about unused money."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AwardStatus(Status):
    PROPOSED = "proposed", "Foreslått"
    PREPARED = "prepared", "Klar til vedtak"
    DECIDED = "decided", "Vedtatt"
    REPORTED = "reported", "Rapport godkjent"
    ENDED = "ended", "Avsluttet"
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
        A.REPORTED: {A.ENDED},
        A.ENDED: set(),
        A.DROPPED: set(),
    },
)


class AwardPartStatus(Status):
    PLANNED = "planned", "Planlagt"
    ORDERED = "ordered", "Klar for banken"
    SENT = "sent", "Sendt til banken"
    PAID = "paid", "Betalt"
    CANCELLED = "cancelled", "Betales ikke"


P = AwardPartStatus
AWARD_PART = Lifecycle(
    "award_part",
    "delutbetalingen",
    AwardPartStatus,
    {
        P.PLANNED: {P.ORDERED, P.CANCELLED},
        P.ORDERED: {P.SENT, P.PLANNED},  # sent, or taken out of its run
        P.SENT: {P.PAID, P.PLANNED},  # paid, or rejected by the bank
        P.PAID: set(),
        P.CANCELLED: set(),
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
