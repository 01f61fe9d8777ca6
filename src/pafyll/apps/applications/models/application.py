"""A teacher's application, its submitted versions, the principal's statement and the owner's approval."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.application import ApplicationStatus


class Application(models.Model):
    """One person's application in one round: one study, first and second choice of offer and of scheme."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="applications")
    number = models.CharField(_("søknadsnummer"), max_length=20, unique=True)
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="applications")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="applications", null=True
    )
    # Those who have had the teacher since, while she studied: each of them reads in lists what she had a part in.
    later_owners = models.ManyToManyField("organisations.Organisation", blank=True, related_name="+")
    status = models.CharField(max_length=20, choices=ApplicationStatus.choices(), default=ApplicationStatus.DRAFT)
    step = models.CharField(max_length=20, default="study")
    offer_1 = models.ForeignKey(
        "catalogue.StudyOffer", null=True, on_delete=models.PROTECT, related_name="first_choices"
    )
    offer_2 = models.ForeignKey(
        "catalogue.StudyOffer", null=True, blank=True, on_delete=models.PROTECT, related_name="second_choices"
    )
    other_study_name = models.CharField(_("annet studium"), max_length=200, blank=True)
    other_study_provider = models.CharField(_("lærested"), max_length=200, blank=True)
    other_study_subject = models.CharField(max_length=40, blank=True)
    other_study_credits = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    semesters = models.CharField(
        max_length=6,
        choices=[("both", _("Høst og vår")), ("autumn", _("Bare høst")), ("spring", _("Bare vår"))],
        default="both",
    )
    scheme_1 = models.CharField(max_length=30, blank=True)
    scheme_2 = models.CharField(max_length=30, blank=True)
    travel_1 = models.PositiveIntegerField(_("reise og opphold, førstevalg"), default=0)  # kroner a year, an estimate
    travel_2 = models.PositiveIntegerField(_("reise og opphold, andrevalg"), default=0)
    motivation = models.TextField(_("begrunnelse"), blank=True, max_length=2000)
    known_facts = models.JSONField(default=dict, blank=True)  # what was filled in, each with its source
    lacks_credits = models.BooleanField(default=False)
    unsent_changes = models.JSONField(null=True, blank=True)  # since submission: what was sent stands
    version = models.PositiveIntegerField(default=0)  # of the draft, for autosave against lost updates
    window = models.CharField(
        max_length=32, blank=True, default="", db_default=""
    )  # of the browser that saved that version; "" when none did
    added_by_owner = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["submitted_at", "pk"]
        indexes = [
            models.Index(fields=["round", "owner", "status"]),
            models.Index(fields=["round", "status"]),
            models.Index(fields=["school", "round"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=~Q(status=ApplicationStatus.WITHDRAWN),
                name="one_live_application_per_person_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"

    @property
    def about(self) -> str:
        """The key that events, decisions and documents use for this application."""
        return f"application:{self.pk}"


class ApplicationVersion(models.Model):
    """What was submitted, as it was: the receipt's content and its hash."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    changes = models.JSONField(default=list)  # [{field, before, after}] since the version before
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    # Whether the receipt is written. Until then the row itself lies in the outbox (ADR 43).
    is_told = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="one_row_per_version")]
        indexes = [models.Index(fields=["submitted_at"], condition=Q(is_told=False), name="version_to_be_told_of")]

    @property
    def is_by_owner(self) -> bool:
        """Whether the owner corrected what the teacher had sent."""
        return bool(self.content.get("changed_by_owner"))


class Statement(models.Model):
    """The principal's opinion. The teacher can read it."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="statement")
    supports = models.BooleanField()
    reason = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class OwnerApproval(models.Model):
    """The owner's yes or no, with a coded reason for a no and the scheme chosen among the teacher's for a yes."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="approval")
    approved = models.BooleanField()
    scheme = models.CharField(max_length=30, blank=True)  # "" = both of the teacher's, in the teacher's order
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
