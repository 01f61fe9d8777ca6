"""A job that runs while people do something else: computing a plan, reading a large file."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class JobStatus(Status):
    QUEUED = "queued", "I kø"
    RUNNING = "running", "I gang"
    DONE = "done", "Ferdig"
    FAILED = "failed", "Stanset av en feil"
    CANCELLED = "cancelled", "Avbrutt"


S = JobStatus
JOB = Lifecycle(
    "job",
    "jobben",
    JobStatus,
    {
        S.QUEUED: {S.RUNNING, S.CANCELLED, S.FAILED},
        S.RUNNING: {S.DONE, S.FAILED, S.CANCELLED, S.QUEUED},  # back in the queue when its worker died
        S.DONE: set(),
        S.FAILED: set(),
        S.CANCELLED: set(),
    },
)
LIVE = (S.QUEUED, S.RUNNING)
