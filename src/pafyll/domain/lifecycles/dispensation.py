"""A dispensation from a deadline: decided at once, or by a second person where it is about money."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class DispensationStatus(Status):
    PREPARED = "prepared", "Venter på avgjørelse"
    DECIDED = "decided", "Innvilget"
    REFUSED = "refused", "Avslått"


S = DispensationStatus
DISPENSATION = Lifecycle(
    "dispensation",
    "dispensasjonen",
    DispensationStatus,
    {S.PREPARED: {S.DECIDED, S.REFUSED}, S.DECIDED: set(), S.REFUSED: set()},
)
