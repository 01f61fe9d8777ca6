"""Development partners (UP1): two for each network, for some years, with a mentor for one who is new."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class UpNetwork(models.Model):
    """A network of owners that a provider's development partners work with."""

    unit = models.ForeignKey("assignments.Unit", on_delete=models.PROTECT, related_name="networks")
    name = models.CharField(_("nettverk"), max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_network_per_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"up_network:{self.pk}"


class UpTerm(models.Model):
    """Somebody is UP1 in a network between two days."""

    network = models.ForeignKey(UpNetwork, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="up_terms")
    mentor = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="mentors_in")
    starts_on = models.DateField()
    ends_before = models.DateField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="an_up_term_is_a_period"),
            models.CheckConstraint(
                condition=Q(mentor__isnull=True) | ~Q(mentor=F("person")), name="nobody_is_her_own_mentor"
            ),
        ]
