"""Awards of collective schemes: to whom, how much, in which parts, the own contribution, and the reports."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.grants.collective.awarding import PlannedPart, ProposedAward
from pafyll.domain.grants.collective.reporting import PARTICIPANTS, ReportFigures
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.values import Kroner

USER = settings.AUTH_USER_MODEL


class Award(models.Model):
    """Kroner to one recipient of a scheme year: as the forum recommends, and as the County Governor decides.

    payee is who the money is paid to; another than the recipient when a municipality passes it on.
    """

    scheme_year = models.ForeignKey("forums.SchemeYear", on_delete=models.PROTECT, related_name="awards")
    number = models.CharField(max_length=20, unique=True)
    recipient = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="awards")
    payee = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="awards_to_pass_on")
    status = models.CharField(max_length=10, choices=AwardStatus.choices(), default=AwardStatus.PROPOSED)
    recommended = models.PositiveBigIntegerField(_("innstilt, kroner"), default=0)
    amount = models.PositiveBigIntegerField(_("kroner"))
    grounds = models.TextField(_("hvorfor vedtaket avviker"), max_length=2000, blank=True)
    purpose = models.TextField(_("formål"), max_length=2000)
    conditions = models.TextField(_("vilkår"), max_length=4000, blank=True)
    chain = models.JSONField(default=list, blank=True)  # the steps of the distribution that gave what is recommended
    report_due = models.DateField(_("rapportfrist"), null=True, blank=True)
    until = models.DateField(_("tiltaket varer til og med"), null=True, blank=True)  # as a decided change says
    paid = models.PositiveBigIntegerField(default=0)  # sent to the bank and not rejected
    released = models.PositiveBigIntegerField(default=0)  # back to the scheme, never paid
    recovered = models.PositiveBigIntegerField(default=0)  # of what was paid: demanded back
    prepared_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.OneToOneField("casework.Decision", null=True, on_delete=models.PROTECT, related_name="award")

    class Meta:
        ordering = ["scheme_year", "recipient__name", "pk"]
        indexes = [models.Index(fields=["scheme_year", "status"]), models.Index(fields=["recipient", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme_year", "recipient"],
                condition=~Q(status=AwardStatus.DROPPED),
                name="one_award_per_recipient_and_year",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_award_is_of_something"),
            models.CheckConstraint(
                condition=Q(amount__gte=F("paid") + F("released")), name="award_never_more_than_promised"
            ),
            models.CheckConstraint(condition=Q(paid__gte=F("recovered")), name="award_never_back_more_than_paid"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_an_award_they_prepared",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        return f"award:{self.pk}"

    @property
    def proposed(self) -> ProposedAward:
        """What the rules judge."""
        return ProposedAward(self.recipient.name, Kroner(self.recommended), Kroner(self.amount), self.grounds)

    @property
    def kroner(self) -> Kroner:
        return Kroner(self.amount)

    @property
    def left(self) -> Kroner:
        """Promised, and neither paid nor released."""
        return Kroner(self.amount - self.paid - self.released)


class AwardPart(models.Model):
    """A part of an award that is paid by itself, from a day, and after what it needs."""

    class Needs(models.TextChoices):
        OWN_CONTRIBUTION = "own_contribution", _("egenfinansieringen er dokumentert")
        MIDTERM_REPORT = "midterm_report", _("delrapporten er godkjent")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField(_("kroner"))
    due_on = models.DateField(_("betales tidligst"))
    needs = models.CharField(max_length=20, choices=Needs.choices, blank=True)

    class Meta:
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="one_award_part_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_part_is_of_something"),
        ]

    @property
    def about(self) -> str:
        return f"award_part:{self.pk}"

    @property
    def planned(self) -> PlannedPart:
        """What the rules judge."""
        return PlannedPart(self.number, Kroner(self.amount), self.due_on, self.needs)


class OwnContribution(models.Model):
    """What the recipient has put in itself, as documented. One that is wrong is struck out, never altered."""

    class Kind(models.TextChoices):
        MONEY = "money", _("penger")
        WORKING_TIME = "working_time", _("arbeidstid")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="own_contributions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MONEY)
    amount = models.PositiveBigIntegerField(_("kroner"))
    what = models.CharField(_("hva det er brukt til"), max_length=300)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_out_at = models.DateTimeField(null=True)
    struck_out_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["award", "entered_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="an_own_contribution_is_of_something")]


class AwardReport(models.Model):
    """What the recipient reports, half-way or at the end: money, people and goals."""

    class Kind(models.TextChoices):
        MIDTERM = "midterm", _("delrapport")
        FINAL = "final", _("sluttrapport")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=AwardReportStatus.choices(), default=AwardReportStatus.DRAFT)
    used = models.PositiveBigIntegerField(_("brukt, kroner"), default=0)
    own_contribution = models.PositiveBigIntegerField(_("egenfinansiering, kroner"), default=0)
    unused_because = models.TextField(_("hvorfor noe ikke er brukt"), max_length=2000, blank=True)
    goals = models.TextField(_("måloppnåelse"), max_length=5000, blank=True)
    participants = models.JSONField(default=dict, blank=True)  # category → people
    edition = models.PositiveIntegerField(default=1)  # goes up with every save
    sent_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    returned_because = models.TextField(max_length=2000, blank=True)
    accepted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["award", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["award", "kind"], name="one_report_of_a_kind_per_award")]

    @property
    def about(self) -> str:
        return f"award_report:{self.pk}"

    @property
    def people(self) -> list[tuple[str, int]]:
        """(category in words, people) for each category that anybody was in."""
        found = self.participants
        return [(label, found[code]) for code, label in PARTICIPANTS.items() if found.get(code)]

    @property
    def figures(self) -> ReportFigures:
        """What the rules judge, with what we know of the award."""
        return ReportFigures(
            awarded=self.award.kroner,
            paid=Kroner(self.award.paid - self.award.recovered),
            used=Kroner(self.used),
            own_contribution=Kroner(self.own_contribution),
            unused_because=self.unused_because,
            participants=self.participants,
            recovered=Kroner(self.award.recovered),
        )
