"""An application round."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class RoundStatus(Status):
    DRAFT = "draft", "Under arbeid"
    OPEN = "open", "Kunngjort"
    ALLOCATED = "allocated", "Fordelt"
    CLOSED = "closed", "Avsluttet"


S = RoundStatus
ROUND = Lifecycle(
    "round",
    "runden",
    RoundStatus,
    {S.DRAFT: {S.OPEN}, S.OPEN: {S.ALLOCATED, S.DRAFT}, S.ALLOCATED: {S.CLOSED}, S.CLOSED: set()},
)
