"""A granted study: the participation as a whole, and each of its semesters."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ParticipationStatus(Status):
    AWARDED = "awarded", "Tildelt"
    STARTED = "started", "I gang"
    DEFERRED = "deferred", "Utsatt"
    COMPLETED = "completed", "Fullført"
    WITHDRAWN = "withdrawn", "Trukket før start"
    DROPPED_OUT = "dropped_out", "Sluttet underveis"


P = ParticipationStatus
PARTICIPATION = Lifecycle(
    "participation",
    "deltakelsen",
    ParticipationStatus,
    {
        P.AWARDED: {P.STARTED, P.DEFERRED, P.WITHDRAWN},
        P.STARTED: {P.COMPLETED, P.DROPPED_OUT, P.DEFERRED},
        P.DEFERRED: {P.AWARDED, P.STARTED, P.WITHDRAWN, P.DROPPED_OUT},  # taken up again, or given up
        P.COMPLETED: set(),
        P.WITHDRAWN: set(),
        P.DROPPED_OUT: set(),
    },
)


class TermStatus(Status):
    AWAITING = "awaiting", "Venter på bekreftelse"
    CONFIRMED = "confirmed", "Bekreftet"
    NOT_STARTED = "not_started", "Ikke startet"
    NOT_CONFIRMED = "not_confirmed", "Ikke bekreftet i tide"
    DEFERRED = "deferred", "Utsatt"
    ENDED = "ended", "Avsluttet"


T = TermStatus
TERM = Lifecycle(
    "term",
    "semesteret",
    TermStatus,
    {
        T.AWAITING: {T.CONFIRMED, T.NOT_STARTED, T.NOT_CONFIRMED, T.DEFERRED, T.ENDED},
        T.CONFIRMED: {T.ENDED, T.DEFERRED},  # what was paid is then repaid or redirected, by a decision
        T.NOT_STARTED: {T.AWAITING, T.ENDED},  # a slip may be mended while the window is open
        T.NOT_CONFIRMED: {T.CONFIRMED, T.ENDED},  # late, by a decision with grounds
        T.DEFERRED: {T.AWAITING, T.ENDED},
        T.ENDED: set(),
    },
)
