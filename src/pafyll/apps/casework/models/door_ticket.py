"""Tickets of the waiting room: who came when, and when she was let in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class DoorTicket(models.Model):
    """One browser at the door. The key is the place in line: it was given in the order that people came."""

    taken_at = models.DateTimeField()  # by the clock that deadlines follow
    let_in_at = models.DateTimeField(null=True)
    sends_before = models.DateTimeField(null=True)  # for one who waited: domain.rules.door.may_send_until
    seen_at = models.DateTimeField()  # by the machine's clock: who still stands there
    person = models.ForeignKey("organisations.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["seen_at"]),
            models.Index(fields=["person"], condition=Q(sends_before__isnull=False), name="ticket_that_waited"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(let_in_at__isnull=True) | Q(let_in_at__gte=F("taken_at")), name="let_in_after_she_came"
            ),
            models.CheckConstraint(
                condition=Q(sends_before__isnull=True) | Q(sends_before__gt=F("let_in_at")),
                name="sends_after_she_is_let_in",
            ),
        ]

    @property
    def about(self) -> str:
        return f"door_ticket:{self.pk}"
