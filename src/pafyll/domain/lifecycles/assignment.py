"""An assignment that a university carries out with a school, an owner or a network."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AssignmentStatus(Status):
    PLANNED = "planned", "Planlegges"
    STARTED = "started", "I gang"
    FINISHED = "finished", "Gjennomført"
    EVALUATED = "evaluated", "Evaluert"
    CANCELLED = "cancelled", "Avlyst"
    STOPPED = "stopped", "Stanset"


S = AssignmentStatus
ASSIGNMENT = Lifecycle(
    "assignment",
    "oppdraget",
    AssignmentStatus,
    {
        S.PLANNED: {S.STARTED, S.CANCELLED},  # started only when agreement, budget and both checklists are signed
        S.STARTED: {S.FINISHED, S.STOPPED},
        S.FINISHED: {S.EVALUATED},
        S.EVALUATED: set(),
        S.CANCELLED: set(),
        S.STOPPED: set(),
    },
)
