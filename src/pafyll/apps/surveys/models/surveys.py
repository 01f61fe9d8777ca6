"""A survey: one version of a questionnaire put to those to whom something has happened; and who is invited."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.surveys.models.questionnaires import QuestionnaireVersion
from pafyll.domain.lifecycles.survey import InvitationStatus, SurveyStatus
from pafyll.domain.surveys.languages import NYNORSK
from pafyll.domain.surveys.moments import Moment


def new_nonce() -> str:
    """What makes an invitation's link impossible to guess."""
    return secrets.token_hex(12)


class Survey(models.Model):
    """From closes_on on nobody answers; what is promised to those who answer is fixed when it opens."""

    class Promise(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonym: ingen kan se hvem som har svart hva")
        CONFIDENTIAL = "confidential", _("Fortrolig: bare vi som spør, kan se hvem som har svart hva")

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="surveys")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(_("tittel"), max_length=120)
    title_nn = models.CharField(_("tittel på nynorsk"), max_length=120)
    status = models.CharField(max_length=10, choices=SurveyStatus.choices(), default=SurveyStatus.DRAFT)
    moment = models.CharField(_("hva som utløser den"), max_length=20, choices=Moment.choices())
    population = models.JSONField(default=dict, blank=True)  # what is asked of: {"study_year": 2024}
    promise = models.CharField(_("løfte"), max_length=12, choices=Promise.choices, default=Promise.ANONYMOUS)
    opens_on = models.DateField(_("åpner"))
    closes_on = models.DateField(_("siste dag"))
    least_answers = models.PositiveSmallIntegerField(null=True)  # as promised when it opened
    least_texts = models.PositiveSmallIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"])
                | (Q(least_answers__gte=2) & Q(least_texts__gte=F("least_answers"))),
                name="a_survey_that_is_asked_has_its_promise",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"survey:{self.pk}"

    @property
    def is_anonymous(self) -> bool:
        return self.promise == self.Promise.ANONYMOUS

    def title_in(self, language: str) -> str:
        return self.title_nn if language == NYNORSK else self.title

    def takes_answers(self, day: date) -> bool:
        """Whether somebody who is invited may answer on the day."""
        return self.status == SurveyStatus.OPEN and self.opens_on <= day <= self.closes_on


class SurveyInvitation(models.Model):
    """Somebody is asked, and has answered or not: yes or no and the day. Nothing here leads to what she answered."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    key = models.CharField(max_length=120)  # who, once in each survey: "person:12" or an address
    person = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nb")
    cell = models.JSONField(default=list)  # provider's and owner's numbers and the subject: domain.surveys.blocks
    nonce = models.CharField(max_length=24, default=new_nonce)
    token_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=InvitationStatus.choices(), default=InvitationStatus.INVITED)
    invited_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "key"], name="asked_once_in_a_survey"),
            models.CheckConstraint(
                condition=Q(status="answered", answered_on__isnull=False)
                | (~Q(status="answered") & Q(answered_on__isnull=True)),
                name="the_day_of_answering_with_the_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def group(self) -> tuple[Any, ...]:
        return tuple(self.cell)


class SurveyReminder(models.Model):
    """Those who had not answered were reminded, so many days before the last day. Once for each such day."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["sent_on"]
        constraints = [models.UniqueConstraint(fields=["survey", "days_before"], name="reminded_once_a_reminder_day")]
