"""Several at one school who would like to study a subject together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CompanionGroup(models.Model):
    """Named by the principal. A group that is ended stays, with the moment."""

    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="companion_groups")
    subject = models.CharField(_("fag"), max_length=40)
    people = models.ManyToManyField("organisations.Person", related_name="companion_groups")
    why = models.CharField(_("hvorfor sammen"), max_length=300)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "subject"],
                condition=models.Q(ended_at__isnull=True),
                name="one_live_group_per_school_and_subject",
            )
        ]

    @property
    def about(self) -> str:
        return f"companion_group:{self.pk}"
