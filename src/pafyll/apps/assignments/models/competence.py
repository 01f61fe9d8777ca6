"""What people say that they can, when they have time for it, and what of it everyone may read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CompetenceProfile(models.Model):
    """A person's own page at a provider. version grows with each saving: two who edit cannot overwrite each other."""

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="competence")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="competence")
    languages = models.JSONField(default=list)  # codes of domain.assignments.fields
    stages = models.JSONField(default=list)
    about = models.TextField(_("med egne ord"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "person"], name="one_profile_per_provider")]

    @property
    def about_key(self) -> str:
        """The key that events use. (about is the person's own words.)"""
        return f"competence:{self.pk}"


class CompetenceField(models.Model):
    """The level in one field of competence."""

    class Level(models.TextChoices):
        LEADS = "leads", _("kan lede")
        CONTRIBUTES = "contributes", _("kan bidra")
        LEARNS = "learns", _("vil lære")

    profile = models.ForeignKey(CompetenceProfile, on_delete=models.CASCADE, related_name="fields")
    field = models.CharField(max_length=40)
    level = models.CharField(max_length=12, choices=Level.choices)

    class Meta:
        ordering = ["profile", "pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "field"], name="one_level_per_field")]


class Availability(models.Model):
    """How much of a full position the person has for assignments in a semester, before those she already has."""

    profile = models.ForeignKey(CompetenceProfile, on_delete=models.CASCADE, related_name="availability")
    semester = models.CharField(max_length=5)  # "2026H"
    percent = models.PositiveSmallIntegerField(_("prosent"))

    class Meta:
        ordering = ["profile", "semester"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "semester"], name="one_availability_per_semester"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="availability_within_full_time"),
        ]


class PublicConsent(models.Model):
    """The person's consent to show parts of the page to everyone, from a moment until she takes it back."""

    profile = models.ForeignKey(CompetenceProfile, on_delete=models.PROTECT, related_name="consents")
    shows = models.JSONField()  # ["fields", "languages", …]; the name goes with it
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile"], condition=Q(withdrawn_at__isnull=True), name="one_consent_in_force"
            )
        ]
