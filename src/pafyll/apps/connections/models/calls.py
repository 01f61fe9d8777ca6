"""The count of systems' calls, and answers that are kept so that a repeated call changes nothing."""

from __future__ import annotations

from django.db import models


class CallCount(models.Model):
    """How many calls somebody has made since a moment. Kept for a day."""

    caller = models.CharField(max_length=80)  # "token:7", "user:3", or a hash of a sender's address
    since = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["caller", "since"], name="one_call_count_per_window")]


class KeptAnswer(models.Model):
    """What a call with a key of its own was answered, so that the same call again gets the same answer.

    status is 0 until the call is answered, which nobody sees outside its transaction.
    """

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)  # of the method, the address and the body
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="one_answer_per_key")]
