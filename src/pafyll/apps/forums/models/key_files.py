"""Figures to share by that a case officer has sent: kept as they came, with their fingerprint."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models.scheme_years import SchemeYear
from pafyll.domain.grants.distribution import Key


class KeyFile(models.Model):
    """One key from one file. Written once: figures that were wrong come in a new file.

    figures are [organisation number, name, hundredths]; hundredths are null where the file says nothing.
    """

    class Figure(models.TextChoices):
        TEACHER_FTE = "teacher_fte", _("Lærerårsverk (kolonnen teacher_fte)")
        KINDERGARTEN_FTE = "kindergarten_fte", _("Årsverk i barnehagene (kolonnen kindergarten_fte)")
        OTHER = "figure", _("Noe annet (kolonnen figure)")

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="key_files")
    code = models.CharField(max_length=40)  # what the steps of a pipeline call it
    figure = models.CharField(max_length=20, choices=Figure.choices)
    label = models.CharField(max_length=100)
    source = models.CharField(max_length=200)
    revision = models.CharField(max_length=60, blank=True)
    counted_on = models.DateField()
    file_name = models.CharField(max_length=120)
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content, and of the mergers when there are some
    figures = models.JSONField()
    notes = models.JSONField(default=list, blank=True)  # a sentence about each municipality that was added to its heir
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme_year", "code"], name="the_same_key_once_per_scheme_year")
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.origin}"

    @property
    def about(self) -> str:
        return f"key_file:{self.pk}"

    @property
    def origin(self) -> str:
        """Where the figures are from: the source, the file and the beginning of its fingerprint."""
        return f"{self.source}, {self.file_name} #{self.fingerprint[:12]}"

    @property
    def key(self) -> Key:
        """What the rules share by."""
        return Key(self.code, self.label, self.origin, self.revision, self.counted_on)

    @property
    def described(self) -> dict[str, str]:
        """The key as a pipeline holds it."""
        revision = {"revision": self.revision} if self.revision else {}
        return {"label": self.label, "source": self.origin, "counted_on": self.counted_on.isoformat(), **revision}

    @property
    def by_number(self) -> dict[str, int]:
        """Hundredths by organisation number, for those that the file has a figure of."""
        return {number: hundredths for number, _name, hundredths in self.figures if hundredths is not None}

    @property
    def total(self) -> int:
        """The sum in hundredths."""
        return sum(self.by_number.values())
