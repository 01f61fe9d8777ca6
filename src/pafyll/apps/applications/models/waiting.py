"""Places that fall free after the decision: on what terms they are offered, to whom, and what each answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.freed_place import FreedStatus, PlaceOfferStatus


class WaitingList(models.Model):
    """How a round's freed places are offered. Locking this row is the turnstile: one act at a time in a round.

    closes_at is the midnight after the last day on which a place may be offered or accepted.
    """

    round = models.OneToOneField("applications.Round", on_delete=models.PROTECT, related_name="waiting_list")
    answer_days = models.PositiveSmallIntegerField(_("dager til å svare"))
    closes_at = models.DateTimeField(_("siste dag"))
    is_running = models.BooleanField(default=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    @property
    def about(self) -> str:
        return f"waiting_list:{self.pk}"


class FreedPlace(models.Model):
    """A place at an offer that somebody left before the start."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="freed_places")
    offer = models.ForeignKey("catalogue.StudyOffer", on_delete=models.PROTECT, related_name="freed_places")
    left_by = models.OneToOneField("applications.Participation", on_delete=models.PROTECT, related_name="freed_place")
    freed_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=FreedStatus.choices(), default=FreedStatus.FREE)
    passed = models.JSONField(default=list)  # those who could not have it when it was last tried, with the reasons

    class Meta:
        ordering = ["freed_at", "pk"]
        indexes = [models.Index(fields=["round", "status"]), models.Index(fields=["offer", "status"])]

    @property
    def about(self) -> str:
        return f"freed_place:{self.pk}"


class PlaceOffer(models.Model):
    """A freed place offered to one in the queue, on these terms, until answer_by. The amounts are what it costs."""

    place = models.ForeignKey(FreedPlace, on_delete=models.PROTECT, related_name="place_offers")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="place_offers")
    position = models.PositiveIntegerField()  # in the queue to the study
    scheme = models.CharField(max_length=30)
    choice = models.PositiveSmallIntegerField()  # 1 or 2: which of the applicant's offers
    tier = models.SmallIntegerField()  # the group of the rule set that gives it, -1 for none
    state_autumn = models.PositiveIntegerField()
    state_spring = models.PositiveIntegerField()
    owner_autumn = models.PositiveIntegerField()
    owner_spring = models.PositiveIntegerField()
    why = models.JSONField()  # [{code, text, facts}]: what the applicant reads
    passed = models.JSONField(default=list)  # [{number, position, code, text, facts}]: what the directorate reads
    status = models.CharField(max_length=10, choices=PlaceOfferStatus.choices(), default=PlaceOfferStatus.OPEN)
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()  # the midnight after the last day
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "pk"]
        indexes = [models.Index(fields=["status", "answer_by"])]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(status=PlaceOfferStatus.OPEN), name="one_open_offer_per_place"
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(status=PlaceOfferStatus.ACCEPTED), name="one_accepted_offer_per_place"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(status=PlaceOfferStatus.OPEN), name="one_open_offer_per_person"
            ),
        ]

    @property
    def about(self) -> str:
        return f"place_offer:{self.pk}"

    @property
    def state_amount(self) -> int:
        return self.state_autumn + self.state_spring

    @property
    def owner_amount(self) -> int:
        return self.owner_autumn + self.owner_spring


class QueueExit(models.Model):
    """An applicant who has left the queues of her round. Removing the row takes it back."""

    application = models.OneToOneField("applications.Application", on_delete=models.PROTECT, related_name="queue_exit")
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
