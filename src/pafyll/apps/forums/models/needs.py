"""An owner's notification of needs: what it answers, its files, what was sent and when, and what was asked for more."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models.questions import FormVersion
from pafyll.apps.forums.models.scheme_years import SchemeYear
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus
from pafyll.domain.rules.attachments import KINDS


class NeedsNotification(models.Model):
    """One need. answers is what the owner works on; what the authority reads is the last receipt.

    title, years and the amounts are of the last receipt: what lists and sums are made of.
    """

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="needs")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="needs")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="needs")
    on_behalf_of = models.ManyToManyField("organisations.Organisation", blank=True, related_name="needs_of_network")
    partners = models.ManyToManyField("organisations.Organisation", blank=True, related_name="needs_as_partner")
    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(
        max_length=20, choices=NeedsNotificationStatus.choices(), default=NeedsNotificationStatus.DRAFT
    )
    answers = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)  # goes up with every save
    keys = models.JSONField(default=dict, blank=True)  # by section: the opening of its page that was saved last
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    first_year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200, blank=True)
    amounts = models.JSONField(default=list, blank=True)  # kroner per year, from the first year on
    amount_first = models.PositiveBigIntegerField(default=0)
    amount_total = models.PositiveBigIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # the last time
    supplement_due = models.DateTimeField(null=True)  # midnight after the last day, while a supplement is asked for

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["scheme_year", "status"]),
            models.Index(fields=["owner", "status"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme_year", "continues"],
                condition=~models.Q(status="withdrawn"),
                name="one_change_per_need_and_year",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="supplement_asked") | models.Q(supplement_due__isnull=False),
                name="supplement_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=models.Q(years__gte=1) & models.Q(years__lte=3), name="a_need_of_one_to_three_years"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.number

    @property
    def about(self) -> str:
        """The key that events, documents and impartiality use for this need."""
        return f"needs_notification:{self.pk}"

    @property
    def is_change(self) -> bool:
        """Whether it reports changes to a need of an earlier year."""
        return self.continues_id is not None


class NeedsAttachment(models.Model):
    """A file that belongs to a question. One that a receipt names is never deleted, only taken out."""

    notification = models.ForeignKey(NeedsNotification, on_delete=models.PROTECT, related_name="files")
    question = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=[(one.code, one.label) for one in KINDS.values()])
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "question", "sha256"],
                condition=models.Q(removed_at__isnull=True),
                name="the_same_file_once_per_question",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        return KINDS[self.kind].media_type

    @property
    def kilobytes(self) -> int:
        """Whole kilobytes, at least one."""
        return max(1, (self.size + 512) // 1024)


class NeedsReceipt(models.Model):
    """What was stored, and when: the questions with the answers as they were. The database keeps it as written."""

    class Kind(models.TextChoices):
        SENT = "sent", _("sendt")
        RESENT = "resent", _("sendt på nytt før fristen")
        SUPPLEMENT = "supplement", _("tillegg")

    notification = models.ForeignKey(NeedsNotification, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answers = models.JSONField()
    content = models.JSONField()  # sections, questions and answers in words, and the files with their fingerprints
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ["notification", "-number"]
        constraints = [models.UniqueConstraint(fields=["notification", "number"], name="one_receipt_per_number")]

    def __str__(self) -> str:
        return f"{self.notification.number}-{self.number}"

    @property
    def about(self) -> str:
        return f"needs_receipt:{self.pk}"


class SupplementRequest(models.Model):
    """What the authority asked for after the deadline, by when, and the receipt that answered it."""

    notification = models.ForeignKey(NeedsNotification, on_delete=models.PROTECT, related_name="supplements")
    words = models.TextField(max_length=3000)
    due_at = models.DateTimeField()  # midnight after the last day
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.OneToOneField(
        NeedsReceipt, null=True, blank=True, on_delete=models.PROTECT, related_name="supplement_request"
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
