"""What follows a granted place: the participation, its semesters, and when owners confirm them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus
from pafyll.domain.values import BudgetYear, Semester


class Participation(models.Model):
    """A person takes part in a study that was granted to her, paid through her owner."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="participation"
    )
    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="participations")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="participations")
    school = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True)
    offer = models.ForeignKey(
        "catalogue.StudyOffer", null=True, on_delete=models.PROTECT, related_name="participations"
    )
    scheme = models.CharField(max_length=30)
    credits = models.DecimalField(_("studiepoeng"), max_digits=4, decimal_places=1)
    status = models.CharField(max_length=12, choices=ParticipationStatus.choices(), default=ParticipationStatus.AWARDED)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["round", "owner", "status"]),
            models.Index(fields=["offer", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.study_name}"

    @property
    def about(self) -> str:
        return f"participation:{self.pk}"

    @property
    def study_name(self) -> str:
        """The study as the catalogue or the applicant calls it."""
        return self.offer.programme.name if self.offer else self.application.other_study_name


class ParticipationTerm(models.Model):
    """One semester of a participation, with what the decision gave for it. The amounts never change."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="terms")
    semester = models.CharField(max_length=5)  # "2026H", as in domain.values.Semester
    credits = models.DecimalField(_("studiepoeng"), max_digits=4, decimal_places=1)
    state_amount = models.PositiveIntegerField(_("statens del"))
    owner_amount = models.PositiveIntegerField(_("skoleeiers del"))
    status = models.CharField(max_length=15, choices=TermStatus.choices(), default=TermStatus.AWAITING)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_late = models.BooleanField(default=False)  # confirmed after the window, by a decision

    class Meta:
        ordering = ["participation", "pk"]
        indexes = [models.Index(fields=["semester", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["participation", "semester"], name="one_term_per_semester"),
        ]

    @property
    def about(self) -> str:
        return f"term:{self.pk}"

    @property
    def when(self) -> Semester:
        return Semester(self.semester)

    @property
    def budget_year(self) -> BudgetYear:
        return self.when.budget_year


class ConfirmationWindow(models.Model):
    """When owners confirm one semester of a round. closes_at is the midnight after the last day."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="confirmation_windows")
    semester = models.CharField(max_length=5)
    opens_at = models.DateTimeField(_("åpner"))
    closes_at = models.DateTimeField(_("lukker"))
    closed_at = models.DateTimeField(null=True, blank=True)  # when those left over were marked as not confirmed

    class Meta:
        ordering = ["opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["round", "semester"], name="one_window_per_round_and_semester"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="window_closes_after_it_opens"),
        ]
