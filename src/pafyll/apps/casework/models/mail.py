"""Mail on its way out: written in the transaction of the change that it tells of, and sent by whoever delivers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.letters import Topic
from pafyll.domain.lifecycles.mail import MailStatus


class Mail(models.Model):
    """One mail to one reader. next_try_at is real time, and also says whose turn it is: later than now, it is taken.

    key is the mail's own name on the net, the same however often it is tried: a mailbox that has it takes it once.
    """

    letter = models.CharField(max_length=80, db_index=True)  # "applications/approved": casework.letters
    address = models.EmailField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="mails")
    sender = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the directorate
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)  # empty once it is sent, where it held a secret address
    status = models.CharField(max_length=10, choices=MailStatus.choices(), default=MailStatus.WAITING)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)  # what the mail server said the last time
    gathered_in = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="gathered")

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(status="waiting"), name="mail_to_be_sent"),
            models.Index(fields=["reader", "-written_at"], name="mail_of_a_reader"),
            models.Index(fields=["sender", "status"], name="mail_of_a_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="mail_is_sent_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status="gathered", gathered_in__isnull=False)
                | (~Q(status="gathered") & Q(gathered_in__isnull=True)),
                name="gathered_mail_says_in_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.pk}"


class MailChoice(models.Model):
    """How somebody wants the optional mail about a topic. Without a row: at once."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("med en gang")
        DAILY = "daily", _("samlet én gang om dagen")
        NEVER = "never", _("ikke på e-post")

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    when = models.CharField(max_length=10, choices=When.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "topic"], name="one_choice_for_each_topic")]

    def __str__(self) -> str:
        return f"{self.topic} {self.when}"
