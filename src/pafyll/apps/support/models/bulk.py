"""Files of work at the support desk, and what became of each row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.bulk_file import BulkFileStatus

USER = settings.AUTH_USER_MODEL


class BulkFile(models.Model):
    """One file: of what kind, by whom, and how far it has come. Nothing is done before somebody has seen the trial."""

    class Kind(models.TextChoices):
        ROLES = "roles", _("Gi roller")
        DEADLINES = "deadlines", _("Utsette frister for skoleeiere")
        MAILS = "mails", _("Sende varsler på nytt")
        MERGES = "merges", _("Slå sammen dem som er registrert to ganger")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=BulkFileStatus.choices(), default=BulkFileStatus.TRIED)
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"bulk_file:{self.pk}"


class BulkRow(models.Model):
    """A row as it was written, and what it came to. made is the key of what it did, for who would undo it."""

    class Status(models.TextChoices):
        READY = "ready", _("Kan utføres")
        FAULTY = "faulty", _("Har en feil")
        DONE = "done", _("Utført")
        REFUSED = "refused", _("Ble ikke utført")
        UNDONE = "undone", _("Angret")

    file = models.ForeignKey(BulkFile, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the file; the heading is 1
    cells = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    said = models.JSONField(default=dict)  # {code, text, remedy, facts} of a no
    made = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_bulk_row_per_number")]
        indexes = [models.Index(fields=["file", "status"])]
