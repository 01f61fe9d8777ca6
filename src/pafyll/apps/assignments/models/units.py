"""How a provider is made up: departments with sections, and the people in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A department of a provider, or a section of a department (then parent is the department)."""

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="sections")
    name = models.CharField(_("enhet"), max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="one_unit_per_name")]

    def __str__(self) -> str:
        return self.name


class UnitMembership(models.Model):
    """A person works in a unit between two days. leads: as its section leader or head."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="unit_memberships")
    title = models.CharField(_("stilling"), max_length=80, blank=True)
    position_percent = models.PositiveSmallIntegerField(_("stillingsprosent"), default=100)
    leads = models.BooleanField(_("leder"), default=False)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "person__last_name", "person__first_name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "person", "starts_on"], name="one_unit_membership_per_start"),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="unit_membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(position_percent__gte=1, position_percent__lte=100), name="unit_position_within_full_time"
            ),
        ]
