"""What is known of a teacher's qualifications: credits held and subjects taught, each with its source."""

from __future__ import annotations

from django.db import models


class CreditsHeld(models.Model):
    """Credits a person has in a subject."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="credits_held")
    subject = models.CharField(max_length=40)
    credits = models.DecimalField(max_digits=5, decimal_places=1)
    source = models.CharField(max_length=100)
    as_of = models.DateField()

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
