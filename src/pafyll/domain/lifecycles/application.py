"""An application, from draft to explained decision."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ApplicationStatus(Status):
    DRAFT = "draft", "Kladd"
    SUBMITTED = "submitted", "Sendt inn"
    STATED = "stated", "Rektor har uttalt seg"
    APPROVED = "approved", "Godkjent av skoleeier"
    REJECTED = "rejected", "Avslått av skoleeier"
    RANKED = "ranked", "Prioritert av skoleeier"
    GRANTED = "granted", "Innvilget"
    REFUSED = "refused", "Avslått"
    WITHDRAWN = "withdrawn", "Trukket"
    LAPSED = "lapsed", "Ikke behandlet innen fristen"


S = ApplicationStatus
APPLICATION = Lifecycle(
    "application",
    "søknaden",
    ApplicationStatus,
    {
        S.DRAFT: {S.SUBMITTED, S.WITHDRAWN, S.LAPSED},
        # Never back to draft: changes wait beside what was sent, so what was sent stands at the deadline.
        # The owner may act before the principal.
        S.SUBMITTED: {S.STATED, S.APPROVED, S.REJECTED, S.WITHDRAWN, S.LAPSED},
        # A new version after the statement goes back to the principal.
        S.STATED: {S.SUBMITTED, S.APPROVED, S.REJECTED, S.WITHDRAWN, S.LAPSED},
        S.APPROVED: {S.RANKED, S.REJECTED, S.STATED, S.SUBMITTED, S.WITHDRAWN, S.LAPSED},
        S.REJECTED: {S.APPROVED, S.STATED, S.SUBMITTED, S.WITHDRAWN},  # a no can be taken back until the deadline
        S.RANKED: {
            S.APPROVED,
            S.GRANTED,
            S.REFUSED,
            S.WITHDRAWN,
        },  # back to approved when the list is reopened
        S.GRANTED: {S.WITHDRAWN},
        S.REFUSED: {S.GRANTED, S.WITHDRAWN},  # from the reserve list
        S.WITHDRAWN: set(),
        S.LAPSED: set(),
    },
)
