"""What was answered. Kept apart from who was asked: no key, no moment and no order leads from one to the other.

An answer's key is drawn at random. When the survey closes all answers are written anew, in an order and with keys that
are drawn, and with no more about where they come from than what is true of the promised number of them (ADR 26).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from pafyll.apps.surveys.models.surveys import Survey, SurveyInvitation


class SurveyAnswer(models.Model):
    """One filled-in questionnaire. Only a confidential survey's leads to somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    promise = models.CharField(max_length=12, choices=Survey.Promise.choices)
    cell = models.JSONField(default=list)  # as the invitation's, until it is told less exactly when the survey closes
    answers = models.JSONField(default=dict)
    invitation = models.OneToOneField(
        SurveyInvitation, null=True, on_delete=models.PROTECT, related_name="named_answer"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(promise="confidential", invitation__isnull=False)
                | Q(promise="anonymous", invitation__isnull=True),
                name="only_a_confidential_answer_leads_to_somebody",
            )
        ]


class AnswerDraft(models.Model):
    """An answer that is being written. Only the browser that writes it has what the key is made from."""

    key_hash = models.CharField(primary_key=True, max_length=64)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="drafts")
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["key_hash"]
