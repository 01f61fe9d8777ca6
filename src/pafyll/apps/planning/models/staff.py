"""What is known of a teacher's qualifications: background, credits held, subjects taught, and decided deviations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CreditsHeld(models.Model):
    """Credits a person has in a subject."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="credits_held")
    subject = models.CharField(max_length=40)
    credits = models.DecimalField(max_digits=5, decimal_places=1)
    source = models.CharField(max_length=100)
    as_of = models.DateField()
    is_confirmed = models.BooleanField(default=True)  # what a teacher types in waits for the principal

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="one_row_of_credits_per_subject")]


class SubjectTaught(models.Model):
    """A person teaches a subject at a stage in a school year."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="subjects_taught")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    stage = models.CharField(max_length=10)  # "1-7", "8-10" or "vgo"
    school_year = models.PositiveSmallIntegerField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    source = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school", "subject", "stage", "school_year"],
                name="one_row_per_subject_taught",
            )
        ]


class TeacherBackground(models.Model):
    """How a person became a teacher: what the exemptions from the requirement rest on. Null and "" mean not known."""

    class Education(models.TextChoices):
        GENERAL_TEACHER = "general_teacher", _("allmennlærer")
        PRIMARY_1_7 = "primary_1_7", _("grunnskolelærer 1–7")
        PRIMARY_5_10 = "primary_5_10", _("grunnskolelærer 5–10")
        LECTURER = "lecturer", _("lektor")
        SUBJECT_TEACHER = "subject_teacher", _("faglærer")
        PPU = "ppu", _("praktisk-pedagogisk utdanning")
        VOCATIONAL = "vocational", _("yrkesfaglærer")
        NONE = "none", _("ingen lærerutdanning")

    person = models.OneToOneField("organisations.Person", on_delete=models.PROTECT, related_name="background")
    education = models.CharField(max_length=20, choices=Education.choices, blank=True)
    educated_on = models.DateField(null=True)
    hired_under_rules_before_2014 = models.BooleanField(null=True)  # met the hiring rules before 1 January 2014
    vocational_route = models.BooleanField(null=True)  # trade certificate, two years of theory, four years of practice
    relevant_theory_year = models.BooleanField(null=True)  # at least one of the two years of theory is relevant
    on_conditions = models.BooleanField(default=False)  # hired on condition that she completes her education
    source = models.CharField(max_length=100)
    as_of = models.DateField()
    is_confirmed = models.BooleanField(default=True)  # what a teacher types in waits for the principal


class Deviation(models.Model):
    """The owner's decision that someone teaches a subject without the credits, for one school year. Never altered."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="deviations")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    stage = models.CharField(max_length=10)
    school_year = models.PositiveSmallIntegerField()
    grounds = models.TextField(max_length=2000)
    case_number = models.CharField(max_length=30, unique=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-school_year", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school", "subject", "stage", "school_year"],
                condition=models.Q(ended_at__isnull=True),
                name="one_deviation_in_force",
            )
        ]

    @property
    def about(self) -> str:
        return f"deviation:{self.pk}"
