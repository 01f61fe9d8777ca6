"""Double entry: every transfer takes from one account what it gives to another. Nothing written is ever changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pafyll.domain.grants.ledger import ACCOUNT_LABELS, ENTRY_LABELS, AccountKind, EntryKind


class Account(models.Model):
    """Where money is, for a budget year, and where it applies for a round or a scheme year, and an owner.

    The database refuses a balance below zero, whoever writes it; only the treasury owes.
    """

    key = models.CharField(max_length=80, unique=True)  # "committed:2026:round 3:owner 17"
    kind = models.CharField(max_length=15, choices=[(kind.value, ACCOUNT_LABELS[kind]) for kind in AccountKind])
    budget_year = models.PositiveSmallIntegerField()
    round = models.ForeignKey(
        "applications.Round", null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    scheme_year = models.ForeignKey(
        "forums.SchemeYear", null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    balance = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["budget_year", "kind"]), models.Index(fields=["round", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AccountKind.TREASURY) | Q(balance__gte=0), name="no_account_below_zero"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One thing that happened to money. key makes that it happens once; a mistake is reversed, never altered."""

    kind = models.CharField(max_length=12, choices=[(kind.value, ENTRY_LABELS[kind]) for kind in EntryKind])
    key = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=80, db_index=True)
    why = models.CharField(max_length=300, blank=True)
    booked_on = models.DateField()
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["booked_on"])]


class Transfer(models.Model):
    """Kroner from one account to another. Balanced by its shape: there is no entry that does not add up."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transfers")
    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="taken")  # the money leaves
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="given")  # the money arrives
    amount = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_transfer_moves_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="a_transfer_goes_somewhere"),
        ]
