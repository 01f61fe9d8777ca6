"""Where a payee is paid, and what it is due: a statement for each semester of a round, with its lines."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.grants.payment_statement import LINE_LABELS, LineKind
from pafyll.domain.lifecycles.payment_statement import BankAccountStatus, PaymentStatementStatus, RecoveryStatus
from pafyll.domain.values import Kroner, Semester


class BankAccount(models.Model):
    """An organisation's account number: entered by one, approved by another, replaced and never changed.

    An owner's is where it is paid; the directorate's is what is paid from.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="bank_accounts"
    )
    number = models.CharField(_("kontonummer"), max_length=11)
    status = models.CharField(max_length=10, choices=BankAccountStatus.choices(), default=BankAccountStatus.ENTERED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["organisation", "-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status="approved"), name="one_account_in_use_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status="entered"), name="one_account_waiting_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
                name="nobody_approves_an_account_they_entered",
            ),
        ]

    @property
    def about(self) -> str:
        return f"bank_account:{self.pk}"


class PaymentStatement(models.Model):
    """What one payee is due for one semester of one round. It has lines from the cut-off on; paid, it is frozen."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="payment_statements")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="payment_statements")
    semester = models.CharField(max_length=5)
    status = models.CharField(
        max_length=10, choices=PaymentStatementStatus.choices(), default=PaymentStatementStatus.OPEN
    )
    run = models.ForeignKey("grants.PaymentRun", null=True, on_delete=models.PROTECT, related_name="statements")
    cut_off_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)  # the sum of the lines
    why = models.CharField(max_length=300, blank=True)  # on hold or returned: the reason
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-semester", "owner__name", "pk"]
        indexes = [models.Index(fields=["round", "semester", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["round", "owner", "semester"], name="one_statement_per_payee_and_semester")
        ]

    @property
    def about(self) -> str:
        return f"payment_statement:{self.pk}"

    @property
    def when(self) -> Semester:
        return Semester(self.semester)


class Recovery(models.Model):
    """Money that was paid and is demanded back. It is taken from what the payee is paid later, and never twice."""

    commitment = models.ForeignKey("grants.Commitment", on_delete=models.PROTECT, related_name="recoveries")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="recoveries")
    amount = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=RecoveryStatus.choices(), default=RecoveryStatus.DEMANDED)
    key = models.CharField(max_length=120, unique=True)  # the same demand twice is one
    why = models.CharField(max_length=300)
    decision = models.ForeignKey("casework.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner", "status"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_demand_is_of_something"),
            models.CheckConstraint(condition=Q(amount__gte=F("returned")), name="never_returned_more_than_demanded"),
        ]

    @property
    def about(self) -> str:
        return f"recovery:{self.pk}"

    @property
    def left(self) -> Kroner:
        return Kroner(self.amount - self.returned)


class StatementLine(models.Model):
    """One amount of a statement, with what it was made from. The database lets a commitment be on one line only."""

    statement = models.ForeignKey(PaymentStatement, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=15, choices=[(kind.value, LINE_LABELS[kind]) for kind in LineKind])
    amount = models.IntegerField()  # below zero: taken back
    commitment = models.OneToOneField(
        "grants.Commitment", null=True, on_delete=models.PROTECT, related_name="statement_line"
    )
    recovery = models.ForeignKey(Recovery, null=True, on_delete=models.PROTECT, related_name="lines")
    semester = models.CharField(max_length=5, blank=True)  # of the commitment
    credits = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    is_late = models.BooleanField(default=False)  # confirmed after the window, by a decision

    class Meta:
        ordering = ["statement", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, recovery__isnull=True, amount__gt=0)
                | Q(commitment__isnull=True, recovery__isnull=False),
                name="a_line_pays_or_takes_back",
            )
        ]
