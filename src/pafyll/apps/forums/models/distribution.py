"""Compositions of a distribution that are tried, the runs that come of them, and the one that is chosen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models.forum import Forum
from pafyll.apps.forums.models.scheme_years import SchemeYear


class DistributionDraft(models.Model):
    """A pipeline that a case officer is composing. It may be faulty: the page says what is wrong.

    ranks is the forum's order: need number → place. commitments is what earlier years have promised of this year's
    money: need number → kroner. edition goes up with every change, so that two who edit at once
    do not overwrite each other.
    """

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="distribution_drafts")
    title = models.CharField(max_length=200)
    pipeline = models.JSONField(default=dict)
    frame = models.PositiveBigIntegerField(_("ramme"))  # whole kroner
    ranks = models.JSONField(default=dict, blank=True)
    commitments = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """The key that events use for this composition."""
        return f"distribution_draft:{self.pk}"


class DistributionRun(models.Model):
    """A finished run, written once: the pipeline, everything that went in with its fingerprint, and what came out.

    lines are [organisation number, kroner] by number; the chains are worked out again from the inputs, which give the
    same bytes.
    """

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="distribution_runs")
    forum = models.ForeignKey(Forum, null=True, on_delete=models.PROTECT, related_name="distribution_runs")
    title = models.CharField(max_length=200)
    pipeline = models.JSONField()
    inputs = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    frame = models.PositiveBigIntegerField()  # whole kroner
    lines = models.JSONField()
    remainders = models.JSONField()
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    run_at = models.DateTimeField()

    class Meta:
        ordering = ["-run_at", "-pk"]
        indexes = [models.Index(fields=["scheme_year", "run_at"])]
        constraints = [
            models.UniqueConstraint(fields=["scheme_year", "fingerprint", "title"], name="one_run_of_the_same_inputs")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """The key that events, documents and impartiality use for this run."""
        return f"distribution_run:{self.pk}"

    @property
    def chosen(self) -> bool:
        """Whether the last choice of the scheme year is this run."""
        last = DistributionChoice.objects.filter(run__scheme_year=self.scheme_year_id).first()
        return last is not None and last.run_id == self.pk


class DistributionChoice(models.Model):
    """That a run is the one to recommend, and why. The last choice counts; earlier ones stay as they were written."""

    run = models.ForeignKey(DistributionRun, on_delete=models.PROTECT, related_name="choices")
    reason = models.TextField(max_length=4000)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.reason
