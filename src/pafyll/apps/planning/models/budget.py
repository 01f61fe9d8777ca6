"""An owner's budget for competence development: the money, what it is to pay for, and money moved within it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.budget import ReallocationStatus
from pafyll.domain.planning.budget import COSTS, PAYERS, PURPOSES
from pafyll.domain.values import Kroner, SchoolYear


class Removable(models.Model):
    """A row that was entered by mistake is taken out and can be put back; it is never deleted."""

    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class BudgetSource(Removable):
    """Money that somebody has given for further education, in-service training or both."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="budget_sources")
    title = models.CharField(_("bevilgning"), max_length=200)
    purpose = models.CharField(max_length=12, choices=list(PURPOSES.items()))
    payer = models.CharField(max_length=12, choices=list(PAYERS.items()))
    is_recurring = models.BooleanField()
    last_year = models.PositiveSmallIntegerField(null=True)  # of a recurring one; null: until somebody changes it
    may_carry_over = models.BooleanField(default=False)
    carry_over_most = models.PositiveIntegerField(null=True)  # kroner; null: everything that is left
    given_by = models.CharField(max_length=300)  # the resolution, letter or budget that it stands in

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner", "removed_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"budget_source:{self.pk}"


class BudgetAmount(models.Model):
    """What a source gives in one budget year. at_most is the upper limit of an amount that is only estimated."""

    source = models.ForeignKey(BudgetSource, on_delete=models.PROTECT, related_name="amounts")
    budget_year = models.PositiveSmallIntegerField()
    amount = models.PositiveIntegerField()
    at_most = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["source", "budget_year"]
        constraints = [
            models.UniqueConstraint(fields=["source", "budget_year"], name="one_amount_per_budget_year"),
            models.CheckConstraint(
                condition=Q(at_most__isnull=True) | Q(at_most__gt=F("amount")),
                name="an_estimate_has_its_limits_in_order",
            ),
        ]


class PlannedCost(Removable):
    """What something costs: in one budget year, or in a school year that falls on two.

    A commitment (is_bound) is agreed with somebody; the rest is planned. source is the money that it is bound to.
    """

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="planned_costs")
    title = models.CharField(_("kostnad"), max_length=200)
    purpose = models.CharField(max_length=12, choices=list(PURPOSES.items()))
    cost = models.CharField(max_length=12, choices=list(COSTS.items()))
    amount = models.PositiveIntegerField()
    budget_year = models.PositiveSmallIntegerField(null=True)
    school_year = models.PositiveSmallIntegerField(null=True)  # 2026 means 2026/27
    autumn_percent = models.PositiveSmallIntegerField(default=50)  # of a school year's cost
    heads = models.PositiveIntegerField(null=True)
    is_bound = models.BooleanField(default=True)
    source = models.ForeignKey(BudgetSource, null=True, on_delete=models.PROTECT, related_name="costs")
    measure = models.ForeignKey("planning.Measure", null=True, on_delete=models.PROTECT, related_name="costs")
    plan = models.ForeignKey(
        "planning.CompetencePlan", null=True, on_delete=models.PROTECT, related_name="booked_costs"
    )  # the plan that booked it: only the plan changes it
    basis = models.CharField(max_length=300, blank=True)  # where the amount is from

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner", "removed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget_year__isnull=True) ^ Q(school_year__isnull=True), name="a_cost_has_one_kind_of_year"
            ),
            models.CheckConstraint(condition=Q(autumn_percent__lte=100), name="the_autumn_takes_at_most_all"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"planned_cost:{self.pk}"

    @property
    def when(self) -> str:
        """The school year or the budget year, as it is written."""
        return str(SchoolYear(self.school_year)) if self.school_year is not None else str(self.budget_year)


class Reallocation(models.Model):
    """Money moved from one source to another in a budget year: prepared by one, decided by another, then frozen.

    before and after are what the two sources had, and what had no cover, as it was shown to the one who decided.
    """

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="reallocations")
    budget_year = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(BudgetSource, on_delete=models.PROTECT, related_name="given_away")
    taker = models.ForeignKey(BudgetSource, on_delete=models.PROTECT, related_name="received")
    amount = models.PositiveIntegerField()
    grounds = models.TextField(max_length=2000)
    resolution = models.CharField(max_length=300, blank=True)  # the politicians' own number, where they decided
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=ReallocationStatus.choices(), default=ReallocationStatus.PREPARED)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_reallocation_is_of_something"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="a_reallocation_is_between_two"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_a_reallocation_they_prepared",
            ),
            models.CheckConstraint(
                condition=Q(status="prepared", decided_by__isnull=True)
                | (~Q(status="prepared") & Q(decided_by__isnull=False)),
                name="a_decided_reallocation_says_by_whom",
            ),
        ]

    @property
    def about(self) -> str:
        return f"reallocation:{self.pk}"

    @property
    def kroner(self) -> Kroner:
        return Kroner(self.amount)
