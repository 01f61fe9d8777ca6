"""A change of organisations that is planned ahead: merged, split, closed or moved, from a day."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ReorganisationStatus(Status):
    PLANNED = "planned", "Under planlegging"
    PROPOSED = "proposed", "Venter på godkjenning"
    APPROVED = "approved", "Godkjent"
    CARRIED_OUT = "carried_out", "Gjennomført"
    CANCELLED = "cancelled", "Avlyst"


S = ReorganisationStatus
REORGANISATION = Lifecycle(
    "reorganisation",
    "organisasjonsendringen",
    ReorganisationStatus,
    {
        S.PLANNED: {S.PROPOSED, S.CANCELLED},
        S.PROPOSED: {S.APPROVED, S.PLANNED, S.CANCELLED},  # approved, or returned, by a second person
        S.APPROVED: {S.CARRIED_OUT, S.CANCELLED},  # by itself on the day; until then it can be called off
        S.CARRIED_OUT: set(),
        S.CANCELLED: set(),
    },
)
OPEN = (S.PLANNED, S.PROPOSED, S.APPROVED)
