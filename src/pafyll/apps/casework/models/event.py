"""The history: who did what, when, from what, to what and why, in a chain that shows if a row is altered or gone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that happened. Written in the same transaction as the change, never altered."""

    about = models.CharField(max_length=80)  # e.g. "application:42", "round:3", "ranking:7"
    verb = models.CharField(max_length=40)  # the status word as a verb: submit, endorse, rank …
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    author = models.CharField(max_length=10, default="person")  # an Author of casework.acting
    correlation = models.CharField(max_length=64, blank=True)  # the same for all that one press, job or night did
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # so that no row is a copy of another
    seal = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["about", "at"])]


class HistoryLink(models.Model):
    """The chain: each link holds an event and the hash of the link before it. Made in batches, never altered.

    A link of its own and not a column: an event is written without waiting for any other, and is not touched again.
    """

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="link")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]


class HistoryHead(models.Model):
    """How far the chain has come: one row. reached is the highest key of an event that is in it."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    reached = models.BigIntegerField(default=0)
    linked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
