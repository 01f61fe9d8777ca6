"""A provider's admission of somebody who was granted a place, with the conditions that it set."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.admission import AdmissionStatus

S = AdmissionStatus


class Admission(models.Model):
    """One participation at one offer, as the provider handles it. Everything about the person comes from there.

    answer_by is the midnight after the last day. result_on is the day of the result, or the day it is put off to.
    """

    participation = models.ForeignKey("applications.Participation", on_delete=models.PROTECT, related_name="admissions")
    offer = models.ForeignKey("catalogue.StudyOffer", on_delete=models.PROTECT, related_name="admissions")
    status = models.CharField(max_length=14, choices=AdmissionStatus.choices(), default=AdmissionStatus.RECEIVED)
    received_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(_("svarfrist"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("årsak"), max_length=40, blank=True)  # a code of domain.rules.admission
    words = models.TextField(_("begrunnelse"), max_length=1000, blank=True)
    started_on = models.DateField(_("i gang"), null=True, blank=True)
    result_on = models.DateField(_("resultatdato"), null=True, blank=True)
    credits_passed = models.DecimalField(
        _("oppnådde studiepoeng"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    class Meta:
        ordering = ["participation__person__last_name", "participation__person__first_name", "pk"]
        indexes = [models.Index(fields=["offer", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["participation", "offer"], name="one_admission_per_offer"),
            models.CheckConstraint(condition=~Q(status=S.NOT_ADMITTED) | ~Q(reason=""), name="not_admitted_says_why"),
            models.CheckConstraint(
                condition=~Q(status=S.PASSED) | Q(credits_passed__gt=0, result_on__isnull=False),
                name="passed_has_credits_and_day",
            ),
        ]

    @property
    def about(self) -> str:
        return f"admission:{self.pk}"


class AdmissionCondition(models.Model):
    """Something that must be in place before the applicant is admitted. is_met is None until it is settled."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="conditions")
    text = models.CharField(_("vilkår"), max_length=300)
    is_met = models.BooleanField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["admission", "pk"]
        constraints = [models.UniqueConstraint(fields=["admission", "text"], name="one_condition_per_text")]
