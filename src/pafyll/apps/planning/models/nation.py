"""A plan for all owners who share the country's places: how far it has come, and what it gives each owner."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.nation_plan import NationPlanStatus
from pafyll.domain.values import SchoolYear


class NationPlan(models.Model):
    """One computation for the country. places: subject → places each school year, which all owners share.

    told: how far it has come, as [what, round, hours so far, bound so far]. hours and bound are pupils' hours taught
    without the credits over all the years: no way of sharing the places comes below bound.
    """

    first_year = models.PositiveSmallIntegerField(_("første skoleår"))
    years = models.PositiveSmallIntegerField(_("antall skoleår"))
    places = models.JSONField()
    status = models.CharField(
        max_length=10, choices=NationPlanStatus.choices(), default=NationPlanStatus.COMPUTING, db_index=True
    )
    told = models.JSONField(default=list)
    rounds = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    bound = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status="computing"), name="one_nation_plan_is_computed_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="computed") | models.Q(hours__isnull=False, bound__isnull=False),
                name="a_computed_nation_plan_has_its_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{SchoolYear(self.first_year)} + {self.years}"

    @property
    def about(self) -> str:
        return f"nation_plan:{self.pk}"

    @property
    def period(self) -> list[SchoolYear]:
        return [SchoolYear(self.first_year + number) for number in range(self.years)]

    @property
    def gap_percent(self) -> Decimal | None:
        """How far the plan lies from its bound, in per cent of the plan's hours; None until it is computed."""
        if self.hours is None or self.bound is None:
            return None
        return (self.hours - self.bound) * 100 / self.hours if self.hours else Decimal(0)


class NationOwner(models.Model):
    """One owner's part of it. problem and begin are what the computation needs, and are emptied when it is over.

    taken: subject → places for each school year. left_out says why the owner is not part of the plan.
    """

    nation = models.ForeignKey(NationPlan, on_delete=models.CASCADE, related_name="owners")
    number = models.PositiveSmallIntegerField()
    plan = models.ForeignKey("planning.CompetencePlan", on_delete=models.PROTECT, related_name="+")
    problem = models.JSONField(default=dict)  # names are left out
    begin = models.JSONField(default=list)  # schedules that earlier rounds found worth having: unit, schedule, …
    gaps = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    closed = models.PositiveIntegerField(null=True)
    hours_without = models.DecimalField(max_digits=14, decimal_places=1, null=True)  # if nobody studied
    hours = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    taken = models.JSONField(default=dict)
    left_out = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["nation", "number"], name="one_number_for_each_owner_of_a_nation_plan"),
            models.UniqueConstraint(fields=["nation", "plan"], name="one_part_for_each_plan_of_a_nation_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan.owner}"


class NationPart(models.Model):
    """What some of the owners are asked in one step of the computation, and what they answered: one job."""

    nation = models.ForeignKey(NationPlan, on_delete=models.CASCADE, related_name="parts")
    step = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)  # gather, nothing, bids or answers
    owners = models.JSONField()  # their numbers
    asked = models.JSONField(default=dict)  # emptied when the computation is over, as is answered
    answered = models.JSONField(default=dict)
    is_answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["step", "number"]
        constraints = [
            models.UniqueConstraint(fields=["nation", "step", "number"], name="each_part_of_a_step_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}.{self.number}"

    @property
    def about(self) -> str:
        return f"nation_part:{self.pk}"

    def asked_of(self, owner: int) -> dict[str, Any]:
        """What the one owner is asked, beside what all are."""
        of_each: dict[str, dict[str, Any]] = self.asked.get("each", {})
        return of_each.get(str(owner), {})
