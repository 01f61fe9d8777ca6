"""A file of work at the support desk: tried without doing anything, then done row by row, and perhaps undone."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class BulkFileStatus(Status):
    TRIED = "tried", "Prøvd, ikke utført"
    CARRIED_OUT = "carried_out", "Utført"
    UNDONE = "undone", "Angret"
    DISCARDED = "discarded", "Forkastet"


S = BulkFileStatus
BULK_FILE = Lifecycle(
    "bulk_file",
    "filen",
    BulkFileStatus,
    {
        S.TRIED: {S.CARRIED_OUT, S.DISCARDED},
        S.CARRIED_OUT: {S.UNDONE},
        S.UNDONE: set(),
        S.DISCARDED: set(),
    },
)
