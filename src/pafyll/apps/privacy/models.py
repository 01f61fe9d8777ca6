"""How long things are kept, who has looked, and who has asked for deletion."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RetentionPeriod(models.Model):
    """How many months a rule means, from a day: decided by who runs Påfyll, with the source. The latest counts."""

    rule = models.CharField(max_length=30)  # the code of a Retention in pafyll.domain.privacy_marks
    months = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["rule", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "starts_on"], name="one_period_per_rule_and_day"),
            models.CheckConstraint(condition=~Q(source=""), name="a_period_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.months} months from {self.starts_on}"


class Reading(models.Model):
    """Somebody opened what is kept about a person: once for each reader, thing and day."""

    class What(models.TextChoices):
        APPLICATION = "application", _("søknaden")
        STATEMENT = "statement", _("søknaden og uttalelsen")
        QUALIFICATIONS = "qualifications", _("kvalifikasjonene")
        PARTICIPATION = "participation", _("studiet")
        APPEAL = "appeal", _("klagen")
        NUMBER = "number", _("fødselsnummeret")
        SUPPORT = "support", _("oversikten i brukerstøtten")
        SEEN_AS = "seen_as", _("sidene slik du ser dem")

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=What.choices)
    about = models.CharField(max_length=80)
    day = models.DateField()
    first_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "about", "day"], name="read_once_a_day_is_noted_once")]
        indexes = [models.Index(fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.about} {self.day}"


class PersonMerge(models.Model):
    """Two rows that were one human being: which is kept, which is gone, what was moved, and what could not be."""

    kept = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    moved = models.JSONField(default=dict)  # {"app.Model.field": [keys]}
    left = models.JSONField(default=list)  # ["app.Model: 3"]
    log_in = models.JSONField(default=dict)  # what became of the old one's user
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at__isnull=True), name="gone_into_one_only"),
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="nobody_is_merged_with_herself"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"


class DeletionRequest(models.Model):
    """Somebody asked for her data to be deleted, and what was answered at once: what went, and what stays and why."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    removed = models.JSONField(default=list)  # [{label, count}]
    kept = models.JSONField(default=list)  # [{label, count, rule}]

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"

    @property
    def about(self) -> str:
        return f"deletion_request:{self.pk}"
