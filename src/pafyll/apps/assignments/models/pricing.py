"""A unit's figures, budgets in versions with their work and their lines, and the duty of its people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.assignments.pricing.order import CATEGORIES, FAMILIES, KINDS
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus

USER = settings.AUTH_USER_MODEL


class UnitRate(models.Model):
    """A figure that a unit has entered and signed for, from a day. One that was wrong is followed by another.

    Never altered: a later row for the same day and figure takes over, and the earlier one stays readable.
    """

    unit = models.ForeignKey("assignments.Unit", on_delete=models.PROTECT, related_name="rates")
    name = models.CharField(max_length=40)  # a name in domain.assignments.pricing.FIGURES
    value = models.DecimalField(_("tall"), max_digits=12, decimal_places=2)
    starts_on = models.DateField(_("gjelder fra"))
    source = models.CharField(_("hvor tallet er fra"), max_length=300)
    why = models.CharField(_("hvorfor"), max_length=500)
    signed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "name", "starts_on", "pk"]
        indexes = [models.Index(fields=["unit", "name", "starts_on"])]
        constraints = [models.CheckConstraint(condition=Q(value__gt=0), name="a_unit_rate_is_above_nothing")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.name} {self.value}"


class AssignmentBudget(models.Model):
    """A version of an assignment's budget. What is signed, with its lines, is never altered.

    lines and price are the calculation as it was when it was signed; until then it is worked out each time.
    """

    assignment = models.ForeignKey("assignments.Assignment", on_delete=models.PROTECT, related_name="budgets")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=BudgetStatus.choices(), default=BudgetStatus.DRAFT)
    edition = models.PositiveIntegerField(default=1)  # goes up with every save
    base_packages = models.PositiveSmallIntegerField(_("grunnpakker"), default=0)
    long_packages = models.PositiveSmallIntegerField(_("tilleggspakker på 1,5 dag"), default=0)
    short_packages = models.PositiveSmallIntegerField(_("tilleggspakker på 1 dag"), default=0)
    travel = models.PositiveIntegerField(_("reise, fast sum"), default=0)
    own_financing = models.PositiveIntegerField(_("egenfinansiering"), default=0)
    credits = models.DecimalField(_("studiepoeng"), max_digits=5, decimal_places=1, default=0)
    family = models.CharField(_("satser"), max_length=12, choices=list(FAMILIES.items()), default="evu")
    family_because = models.CharField(_("hvorfor disse satsene"), max_length=500, blank=True)
    is_education = models.BooleanField(_("undervisning"), default=True)
    reopened_because = models.CharField(max_length=500, blank=True)  # why this version was begun after a signed one
    funding = models.CharField(max_length=12, blank=True)  # the classification when it was signed
    lines = models.JSONField(default=list, blank=True)
    price = models.BigIntegerField(null=True)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    signed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["assignment", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "version"], name="one_budget_per_version"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(status="draft"), name="one_draft_budget_per_assignment"
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(status="signed"), name="one_signed_budget_per_assignment"
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(signed_by__isnull=False, signed_at__isnull=False, price__gte=0),
                name="a_signed_budget_has_a_price_and_a_signature",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.version}"

    @property
    def about(self) -> str:
        return f"assignment_budget:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.status == BudgetStatus.DRAFT


class BudgetWork(models.Model):
    """Hours of one kind of work in a semester, by a category of staff, or by somebody who is named."""

    budget = models.ForeignKey(AssignmentBudget, on_delete=models.PROTECT, related_name="work")
    kind = models.CharField(_("arbeid"), max_length=12, choices=list(KINDS.items()))
    category = models.CharField(_("stilling"), max_length=10, choices=list(CATEGORIES.items()))
    hours = models.DecimalField(_("timer"), max_digits=6, decimal_places=2)
    semester = models.CharField(_("semester"), max_length=5)
    person = models.ForeignKey(
        "organisations.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="budgeted_work"
    )
    # hours × factor, as it was when the budget was signed: what the work takes of a person's duty
    credited = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta:
        ordering = ["budget", "semester", "kind", "pk"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="budgeted_work_takes_time")]


class BudgetPurchase(models.Model):
    """Something that is bought or rented for a fixed sum."""

    budget = models.ForeignKey(AssignmentBudget, on_delete=models.PROTECT, related_name="purchases")
    label = models.CharField(_("hva"), max_length=120)
    amount = models.PositiveIntegerField(_("kroner"))
    source = models.CharField(_("hvor beløpet er fra"), max_length=200)

    class Meta:
        ordering = ["budget", "label", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_purchase_costs_something")]


class TeachingDuty(models.Model):
    """How many hours a semester somebody has for teaching, as the unit has entered it. From a day, until a day."""

    membership = models.ForeignKey("assignments.UnitMembership", on_delete=models.PROTECT, related_name="duties")
    hours = models.DecimalField(_("timer i semesteret"), max_digits=6, decimal_places=2)
    source = models.CharField(_("hvor tallet er fra"), max_length=300)
    starts_on = models.DateField(_("gjelder fra"))
    ends_before = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["membership", "starts_on", "pk"]
        verbose_name_plural = "teaching duties"
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=0), name="a_duty_is_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="a_duty_ends_after_start",
            ),
        ]
