"""How often people were told that something in a form was wrong. Never what they wrote, and never who."""

from __future__ import annotations

from django.db import models


class FormFault(models.Model):
    """One kind of fault in one question on one page, counted for each day."""

    day = models.DateField()
    page = models.CharField(max_length=80)  # the name of the address: "teacher:step"
    form = models.CharField(max_length=200)  # where the form is written, for the question's own words
    field = models.CharField(max_length=60)  # numbers in a name are written as "#"; "" for the form as a whole
    code = models.CharField(max_length=40)  # "required", "invalid", or a refusal's
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "page", "field", "code"]
        constraints = [
            models.UniqueConstraint(fields=["day", "page", "form", "field", "code"], name="one_count_per_day_and_fault")
        ]
        indexes = [models.Index(fields=["page", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.page} {self.field} {self.code}: {self.count}"
