"""A reallocation of the owner's money, and a measure of the programme for quality development."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ReallocationStatus(Status):
    PREPARED = "prepared", "Venter på vedtak"
    DECIDED = "decided", "Vedtatt"
    REFUSED = "refused", "Ikke vedtatt"


R = ReallocationStatus
REALLOCATION = Lifecycle(
    "reallocation",
    "omdisponeringen",
    ReallocationStatus,
    {R.PREPARED: {R.DECIDED, R.REFUSED}, R.DECIDED: set(), R.REFUSED: set()},  # undone by a new one the other way
)


class MeasureStatus(Status):
    PROPOSED = "proposed", "Foreslått"
    ADOPTED = "adopted", "Vedtatt"
    STARTED = "started", "I gang"
    COMPLETED = "completed", "Gjennomført"
    CANCELLED = "cancelled", "Utgår"


M = MeasureStatus
MEASURE = Lifecycle(
    "measure",
    "tiltaket",
    MeasureStatus,
    {
        M.PROPOSED: {M.ADOPTED, M.CANCELLED},
        M.ADOPTED: {M.STARTED, M.CANCELLED},
        M.STARTED: {M.COMPLETED, M.CANCELLED},
        M.COMPLETED: set(),
        M.CANCELLED: {M.PROPOSED},  # taken up again
    },
)
