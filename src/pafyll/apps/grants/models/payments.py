"""Payment runs, their payments, the files to and from the bank, and the lines of its statement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.payment import LIVE, BankLineStatus, PaymentRunStatus, PaymentStatus
from pafyll.domain.values import Kroner, Semester

OF_ROUND = Q(round__isnull=False, scheme_year__isnull=True) & ~Q(semester="")
OF_SCHEME_YEAR = Q(round__isnull=True, scheme_year__isnull=False, semester="")


class PaymentRun(models.Model):
    """Payments that go to the bank together: prepared by one, decided by another.

    They are of a round's semester, paid by the directorate, or of a scheme year, paid by whoever runs it.
    """

    round = models.ForeignKey("applications.Round", null=True, on_delete=models.PROTECT, related_name="payment_runs")
    semester = models.CharField(max_length=5, blank=True)
    scheme_year = models.ForeignKey(
        "forums.SchemeYear", null=True, on_delete=models.PROTECT, related_name="payment_runs"
    )
    number = models.PositiveSmallIntegerField()  # within the round's semester, or the scheme year
    status = models.CharField(max_length=10, choices=PaymentRunStatus.choices(), default=PaymentRunStatus.PREPARED)
    cut_off_at = models.DateTimeField(_("skjæringstidspunkt"))
    pay_on = models.DateField(_("betalingsdato"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    file = models.BinaryField(null=True)  # pain.001, written once
    table = models.BinaryField(null=True)  # the same as CSV
    sha256 = models.CharField(max_length=64, blank=True)  # of file

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "semester", "number"], name="one_run_per_number"),
            models.UniqueConstraint(
                fields=["round", "semester"],
                condition=Q(status__in=["prepared", "approved"]),
                name="one_run_at_a_time_per_semester",
            ),
            models.UniqueConstraint(fields=["scheme_year", "number"], name="one_run_per_number_of_scheme_year"),
            models.UniqueConstraint(
                fields=["scheme_year"],
                condition=Q(status__in=["prepared", "approved"]),
                name="one_run_at_a_time_per_scheme_year",
            ),
            models.CheckConstraint(condition=OF_ROUND | OF_SCHEME_YEAR, name="a_run_is_of_a_round_or_a_scheme_year"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="nobody_decides_a_run_they_prepared",
            ),
        ]

    @property
    def about(self) -> str:
        return f"payment_run:{self.pk}"

    @property
    def reference(self) -> str:
        """What the payment file is called, to the bank and back."""
        of = f"K-{self.scheme_year_id}" if self.scheme_year_id else f"{self.semester}-{self.round_id}"
        return f"PAFYLL-{of}-{self.number}"

    @property
    def when(self) -> Semester:
        return Semester(self.semester)


class Payment(models.Model):
    """One amount to one payee. reference follows it to the bank, in the answer, on the bank's statement, in the ledger.

    It pays a statement, or a part of an award. The database lets each have one payment that is under way or done.
    """

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="payments")
    statement = models.ForeignKey(
        "grants.PaymentStatement", null=True, on_delete=models.PROTECT, related_name="payments"
    )
    part = models.ForeignKey("grants.AwardPart", null=True, on_delete=models.PROTECT, related_name="payments")
    reference = models.CharField(max_length=35, unique=True)
    amount = models.PositiveIntegerField()
    account_number = models.CharField(max_length=11)
    status = models.CharField(max_length=10, choices=PaymentStatus.choices(), default=PaymentStatus.PREPARED)
    reason_code = models.CharField(max_length=35, blank=True)  # the bank's
    reason = models.CharField(max_length=300, blank=True)  # the bank's own words, or why it was taken out
    settled_on = models.DateField(null=True)

    class Meta:
        ordering = ["run", "pk"]
        indexes = [models.Index(fields=["run", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(status__in=[status.value for status in LIVE]),
                name="one_payment_under_way_per_statement",
            ),
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(status__in=[status.value for status in LIVE]),
                name="one_payment_under_way_per_part",
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=False, part__isnull=True) | Q(statement__isnull=True, part__isnull=False),
                name="a_payment_is_of_a_statement_or_a_part",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_of_something"),
        ]

    @property
    def about(self) -> str:
        return f"payment:{self.pk}"

    @property
    def kroner(self) -> Kroner:
        return Kroner(self.amount)

    @property
    def payee(self) -> Organisation:
        """Who the bank pays."""
        if self.part is not None:
            return self.part.award.payee
        assert self.statement is not None
        return self.statement.owner


class BankFile(models.Model):
    """A file from the bank that was read. The same bytes again are the same file.

    payer is whose account it is about: whoever runs collective schemes. Empty: the directorate's.
    """

    payer = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="bank_files"
    )
    kind = models.CharField(max_length=10, choices=[("answers", _("Kvittering")), ("lines", _("Kontoutskrift"))])
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    result = models.JSONField(default=dict)  # how many were accepted, rejected …, and references nobody knows
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]


class BankLine(models.Model):
    """A line of the bank's statement, and which payment it is. ore is below zero for money out."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="lines")
    bank_reference = models.CharField(max_length=60, unique=True)
    booked_on = models.DateField()
    ore = models.BigIntegerField()
    reference = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=BankLineStatus.choices())
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="bank_line")
    fault = models.CharField(max_length=30, blank=True)  # why it is not matched: domain.grants.reconciling
    why = models.CharField(max_length=300, blank=True)  # a person's explanation

    class Meta:
        ordering = ["-booked_on", "-pk"]
        indexes = [models.Index(fields=["status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="matched", payment__isnull=False) | (~Q(status="matched") & Q(payment__isnull=True)),
                name="a_matched_line_names_its_payment",
            )
        ]

    @property
    def about(self) -> str:
        return f"bank_line:{self.pk}"
