"""A file of staff on its way in. While it is read or written a job about it runs; nothing changes before "writing"."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class StaffImportStatus(Status):
    UPLOADED = "uploaded", "Lastet opp"
    PREVIEWED = "previewed", "Venter på bekreftelse"
    WRITING = "writing", "Leses inn"
    DONE = "done", "Lest inn"
    UNDONE = "undone", "Angret"
    ABANDONED = "abandoned", "Forkastet"


S = StaffImportStatus
STAFF_IMPORT = Lifecycle(
    "staff_import",
    "innlesingen",
    StaffImportStatus,
    {
        S.UPLOADED: {S.PREVIEWED, S.ABANDONED},
        S.PREVIEWED: {S.WRITING, S.UPLOADED, S.ABANDONED},  # uploaded again: other columns, or read anew
        S.WRITING: {S.DONE},  # it has begun, some people at a time, and goes on to its end
        S.DONE: {S.UNDONE},
        S.UNDONE: set(),
        S.ABANDONED: set(),
    },
)
WAITING = (S.UPLOADED, S.PREVIEWED)
UNFINISHED = (*WAITING, S.WRITING)
