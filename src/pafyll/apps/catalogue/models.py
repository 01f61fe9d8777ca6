"""Study programmes and the offers of a study year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    target_group = models.TextField(_("målgruppe"), blank=True)
    version = models.PositiveIntegerField(default=0)  # grows with each saving: two who edit do not overwrite

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["provider", "code"], name="one_programme_per_code")]

    def __str__(self) -> str:
        return self.name


class StudyOffer(models.Model):
    """A programme with one start, one place of study and one number of places.

    fee is what the student pays herself, in kroner; None where nobody has said. unchecked names what was copied from
    the year before and has not been looked over since. version grows with each saving.
    """

    class Mode(models.TextChoices):
        ONLINE = "online", _("Nett")
        GATHERINGS = "gatherings", _("Nett og samlinger")
        CAMPUS = "campus", _("Campus")
        SCHOOL = "school", _("På skolen")

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
    starts_on = models.DateField(_("første dag"), null=True, blank=True)
    ends_on = models.DateField(_("siste dag"), null=True, blank=True)
    fee = models.PositiveIntegerField(_("egenbetaling"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    unchecked = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["programme__name", "code"]
        indexes = [models.Index(fields=["study_year", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_offer_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["copied_from", "study_year"],
                condition=Q(copied_from__isnull=False),
                name="one_copy_per_study_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.name}, {self.programme.provider.name}"

    @property
    def about(self) -> str:
        return f"offer:{self.pk}"


class ExchangeFile(models.Model):
    """A file that a provider sent in: looked over first, then carried out or left.

    content is emptied when the file is carried out or another takes its place: it may hold names of applicants.
    """

    class Kind(models.TextChoices):
        OFFERS = "offers", _("studietilbud")
        ADMISSIONS = "admissions", _("opptak")

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="exchange_files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True, blank=True)
    summary = models.JSONField(default=dict)  # how many were changed, made and left as they were

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["provider", "kind", "sha256"])]

    @property
    def about(self) -> str:
        return f"exchange_file:{self.pk}"
