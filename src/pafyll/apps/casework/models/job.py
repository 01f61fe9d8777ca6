"""Jobs that run beside the pages, with how far they have come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from pafyll.domain.lifecycles.job import LIVE, JobStatus


class Job(models.Model):
    """One job. Times of the machine (heartbeat_at) are real time; started_at is the day that the person stands on."""

    kind = models.CharField(max_length=40)  # registered by the app that does the work: casework.jobs
    about = models.CharField(max_length=80, db_index=True)
    arguments = models.JSONField(default=dict, blank=True)  # keys and choices; never names or contents
    status = models.CharField(max_length=20, choices=JobStatus.choices(), default=JobStatus.QUEUED)
    reached = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    text = models.CharField(max_length=200, blank=True)  # what is being done now, in Norwegian
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)  # also says whose turn it is: an older attempt may not write
    task = models.UUIDField(null=True)  # the message in the queue that carries the job
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)  # what happened and what to do, in plain Norwegian

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["status", "heartbeat_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(status__in=[one.value for one in LIVE]),
                name="one_live_job_of_a_kind",
            )
        ]

    @property
    def event_about(self) -> str:
        return f"job:{self.pk}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE
