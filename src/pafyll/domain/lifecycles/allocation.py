"""An allocation run: calculated, reviewed by one person, decided by another."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class RunStatus(Status):
    CALCULATED = "calculated", "Beregnet"
    REVIEWED = "reviewed", "Kontrollert"
    DECIDED = "decided", "Vedtatt"
    DISCARDED = "discarded", "Forkastet"


S = RunStatus
RUN = Lifecycle(
    "run",
    "kjøringen",
    RunStatus,
    {
        S.CALCULATED: {S.REVIEWED, S.DISCARDED},
        S.REVIEWED: {S.DECIDED, S.DISCARDED},
        S.DECIDED: set(),
        S.DISCARDED: set(),
    },
)
