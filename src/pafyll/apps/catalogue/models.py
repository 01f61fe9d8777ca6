"""Study programmes and the offers of a study year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudyProgramme(models.Model):
    """A study that a provider gives: the same from year to year."""

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=20)
    name = models.CharField(_("studium"), max_length=200)
    subject = models.CharField(_("fag"), max_length=40)  # a code of domain.rules.subjects
    credits = models.DecimalField(_("studiepoeng"), max_digits=4, decimal_places=1)
    stages = models.CharField(_("trinn"), max_length=20, blank=True)
    description = models.TextField(blank=True)
    admission_requirement = models.TextField(_("opptakskrav"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["provider", "code"], name="one_programme_per_code")]

    def __str__(self) -> str:
        return self.name


class StudyOffer(models.Model):
    """A programme with one start, one place of study and one number of places."""

    class Mode(models.TextChoices):
        ONLINE = "online", _("Nett")
        GATHERINGS = "gatherings", _("Nett og samlinger")
        CAMPUS = "campus", _("Campus")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Kladd")
        PUBLISHED = "published", _("Publisert")
        CANCELLED = "cancelled", _("Avlyst")

    programme = models.ForeignKey(StudyProgramme, on_delete=models.PROTECT, related_name="offers")
    code = models.CharField(max_length=30, unique=True)
    study_year = models.PositiveSmallIntegerField()  # start of the school year: 2026 means 2026/27
    semesters = models.PositiveSmallIntegerField(default=2)
    starts_in = models.CharField(max_length=1, choices=[("H", _("Høst")), ("V", _("Vår"))], default="H")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    place = models.CharField(_("studiested"), max_length=80, blank=True)
    gatherings = models.PositiveSmallIntegerField(_("samlinger"), default=0)
    capacity = models.PositiveIntegerField(_("plasser"))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)

    class Meta:
        ordering = ["programme__name", "code"]
        indexes = [models.Index(fields=["study_year", "status"])]

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.programme.provider.name}"
