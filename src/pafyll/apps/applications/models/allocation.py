"""Scenarios, allocation runs and what each application got, with its reason chain."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pafyll.domain.lifecycles.allocation import RunStatus


class Scenario(models.Model):
    """A set of changes to the round's capacities, money, quotas, rates or rules, tried before anything is decided."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=120)
    changes = models.JSONField(default=dict)
    is_locked = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class AllocationRun(models.Model):
    """One run of the engine: what went in (by fingerprint), what came out, who reviewed and who decided."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="runs")
    scenario = models.ForeignKey(Scenario, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    status = models.CharField(max_length=12, choices=RunStatus.choices(), default=RunStatus.CALCULATED)
    seed = models.CharField(max_length=100)
    input_files = models.BinaryField(default=bytes)  # the tables that went in, zipped: what a replay reads
    input_hash = models.CharField(max_length=64)
    rules_hash = models.CharField(max_length=64)
    outcome_hash = models.CharField(max_length=64)
    protocol = models.JSONField()  # totals, cut-offs, bound and gap, what each rule costs
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    run_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    @property
    def about(self) -> str:
        return f"run:{self.pk}"


class AllocationResult(models.Model):
    """What one application got in one run. reserve_position orders those who may get a freed place."""

    run = models.ForeignKey(AllocationRun, on_delete=models.PROTECT, related_name="results")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="results")
    is_granted = models.BooleanField()
    offer = models.ForeignKey("catalogue.StudyOffer", null=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=30, blank=True)
    choice = models.PositiveSmallIntegerField(null=True)  # 1 or 2: which of the applicant's offers
    state_amount = models.PositiveIntegerField(default=0)
    owner_amount = models.PositiveIntegerField(default=0)
    reserve_position = models.PositiveIntegerField(null=True)
    chain = models.JSONField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "is_granted"])]
        constraints = [models.UniqueConstraint(fields=["run", "application"], name="one_result_per_run")]
