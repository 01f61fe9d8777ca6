"""The case paper: its blocks in every version, what was issued, and the attachments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models.case import Case
from pafyll.domain.lifecycles.case import PaperStatus


class CasePaper(models.Model):
    """One edition of a case's paper. While it is drafted, current says which version counts; issued, it is frozen."""

    class Audience(models.TextChoices):
        UNIONS = "unions", _("tillitsvalgte og rektorer")
        PUBLIC = "public", _("politikere og alle andre")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    edition = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=PaperStatus.choices(), default=PaperStatus.DRAFTED)
    language = models.CharField(max_length=2, default="nb")
    current = models.PositiveIntegerField(default=1)  # the number of the version that counts
    audience = models.CharField(max_length=10, choices=Audience.choices, blank=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    word = models.BinaryField(null=True)  # the same document as Word, as it was issued
    word_sha256 = models.CharField(max_length=64, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(fields=["case", "edition"], name="one_paper_per_edition"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(status="drafted"), name="one_drafted_paper_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(status="drafted") | models.Q(document__isnull=False), name="an_issued_paper_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.case_number}, {self.edition}"

    @property
    def about(self) -> str:
        return f"case_paper:{self.pk}"


class PaperVersion(models.Model):
    """The blocks at one moment, and the figures with the values they had. Never altered: undoing goes back to one."""

    paper = models.ForeignKey(CasePaper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    made_from = models.PositiveIntegerField(null=True)  # the version that was changed; null for the first
    blocks = models.JSONField()
    figures = models.JSONField(default=dict)  # reference -> what casework.figures.Kept holds
    what = models.CharField(max_length=200)  # what was done, in words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="one_version_per_number")]


class CaseAttachment(models.Model):
    """A file that follows the case. Its content has been checked to be what its name says."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title
