"""What a document says, as an officer has stated it, and where the officer stands on what does not agree."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.models.budget import Removable


class StatedDocument(Removable):
    """A document's facts in its own words, and the checks that they are put to. Without a case it is the budget's."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="stated_documents")
    case = models.ForeignKey("casework.Case", null=True, on_delete=models.PROTECT, related_name="stated_documents")
    title = models.CharField(_("dokument"), max_length=200)
    facts = models.JSONField(default=dict)  # as domain.planning.findings.document_from reads them
    checks = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"stated_document:{self.pk}"


class FindingStance(models.Model):
    """Where somebody stands on a finding: the newest counts, and a row is never altered. The document is not either."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Feilen er erkjent")
        EXPLAINED = "explained", _("Forklart")

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="finding_stances")
    case = models.ForeignKey("casework.Case", null=True, on_delete=models.PROTECT, related_name="finding_stances")
    finding = models.CharField(max_length=64)  # the finding's key: another when what is said changes
    said = models.TextField()  # the finding in bokmål, as it was read
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=1000)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["owner", "finding"])]
