"""One ranking per owner and round: a whole list with a version, protected against lost updates."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pafyll.domain.lifecycles.ranking import RankingStatus


class Ranking(models.Model):
    """An owner's list for a round. version counts saved lists: an editor states the one that was read."""

    round = models.ForeignKey("applications.Round", on_delete=models.PROTECT, related_name="rankings")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="rankings")
    status = models.CharField(max_length=10, choices=RankingStatus.choices(), default=RankingStatus.OPEN)
    version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reopened_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "owner"], name="one_ranking_per_owner_and_round")]

    @property
    def about(self) -> str:
        return f"ranking:{self.pk}"


class RankingEntry(models.Model):
    """An application's place in the list: 1 is best, no ties, no gaps."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="entries")
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="ranking_entry"
    )
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "position"],
                name="no_ties_in_a_ranking",
            )
        ]


class RankingVersion(models.Model):
    """A saved list as it was: application ids in order, by whom and when."""

    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    order = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["ranking", "number"], name="one_row_per_ranking_version")]
