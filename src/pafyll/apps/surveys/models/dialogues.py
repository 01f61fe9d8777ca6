"""The quality dialogue: the directorate and a provider meet about the results, and agree on what is to be done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.surveys.models.surveys import Survey
from pafyll.domain.lifecycles.survey import AgreedMeasureStatus


class QualityDialogue(models.Model):
    """One meeting: who was there, what was discussed, and when they meet next."""

    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="dialogues")
    survey = models.ForeignKey(Survey, null=True, blank=True, on_delete=models.PROTECT, related_name="dialogues")
    held_on = models.DateField(_("dato"))
    present = models.CharField(_("til stede"), max_length=500)
    discussed = models.TextField(_("hva vi snakket om"), max_length=5000)
    next_on = models.DateField(_("neste møte"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=models.F("held_on")), name="the_next_meeting_is_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.held_on}"

    @property
    def about(self) -> str:
        return f"quality_dialogue:{self.pk}"


class AgreedMeasure(models.Model):
    """What the meeting agreed on: who does it, and by when."""

    class Side(models.TextChoices):
        PROVIDER = "provider", _("Tilbyderen")
        DIRECTORATE = "directorate", _("Direktoratet")

    dialogue = models.ForeignKey(QualityDialogue, on_delete=models.PROTECT, related_name="measures")
    words = models.CharField(_("tiltak"), max_length=500)
    side = models.CharField(_("hvem gjør det"), max_length=12, choices=Side.choices)
    due_on = models.DateField(_("frist"))
    status = models.CharField(max_length=10, choices=AgreedMeasureStatus.choices(), default=AgreedMeasureStatus.AGREED)
    outcome = models.CharField(_("hva som ble gjort"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.words
