"""Staff read from an owner's files: numbers that identify people, the imports, and what each says of a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.staff_import import StaffImportStatus


class StaffNumber(models.Model):
    """The owner's own number for a person: what the next file is matched by."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=64)
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="staff_numbers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "number"], name="one_person_per_staff_number")]


class ColumnMapping(models.Model):
    """Which heading in the owner's files is which of our columns: remembered from the last file."""

    owner = models.OneToOneField("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=dict)  # heading in small letters → column, "" is left out
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()


class StaffImport(models.Model):
    """One file. Its content is removed when it is confirmed or abandoned; counts and hash stay."""

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="staff_imports")
    status = models.CharField(max_length=20, choices=StaffImportStatus.choices(), default=StaffImportStatus.UPLOADED)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    content = models.BinaryField(null=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict, blank=True)  # heading → column, as chosen for this file
    as_of = models.DateField()  # the day that the file tells of
    school_year = models.PositiveSmallIntegerField()  # of rows that do not say it themselves
    is_complete = models.BooleanField(default=False)  # who is not in it has left
    counts = models.JSONField(default=dict, blank=True)
    faults = models.JSONField(default=list, blank=True)  # the first ones, for the page
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows_read(self) -> int:
        """Rows in the file; 0 when it was abandoned before it was read."""
        return int(self.counts.get("rows", 0))

    @property
    def about(self) -> str:
        return f"staff_import:{self.pk}"


class ImportedPerson(models.Model):
    """What a file says of one person, whom we take her to be, and what that would change."""

    class Action(models.TextChoices):
        NEW = "new", _("ny")
        CHANGED = "changed", _("endret")
        UNCHANGED = "unchanged", _("uendret")
        ENDED = "ended", _("avsluttet")
        HELD = "held", _("holdt utenfor")

    staff_import = models.ForeignKey(StaffImport, on_delete=models.CASCADE, related_name="people")
    number = models.CharField(max_length=64)
    row = models.PositiveIntegerField(default=0)  # the first row in the file
    name = models.CharField(max_length=200)
    action = models.CharField(max_length=10, choices=Action.choices)
    person = models.ForeignKey("organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    is_numbered = models.BooleanField(default=False)  # the owner had this number for her before the file came
    likely = models.ForeignKey("organisations.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    is_same = models.BooleanField(null=True)  # whether the likely one is she; null until someone has answered
    held_why = models.JSONField(default=dict, blank=True)  # a code and its facts
    facts = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(default=list, blank=True)
    conflicts = models.PositiveSmallIntegerField(default=0)  # changes that would replace something newer
    is_written = models.BooleanField(default=False)  # what it changes is in the records now

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["staff_import", "action", "row"])]
        constraints = [models.UniqueConstraint(fields=["staff_import", "number"], name="a_person_once_in_an_import")]
