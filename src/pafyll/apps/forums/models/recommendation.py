"""What the forum recommends for a scheme year: which distribution, by which decision, and how it meets the criteria."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pafyll.apps.forums.models.decisions import ForumDecision
from pafyll.apps.forums.models.distribution import DistributionRun
from pafyll.apps.forums.models.scheme_years import SchemeYear


class Recommendation(models.Model):
    """The forum's yearly recommendation. A new one replaces it only while nothing is decided."""

    scheme_year = models.ForeignKey(SchemeYear, on_delete=models.PROTECT, related_name="recommendations")
    run = models.ForeignKey(DistributionRun, on_delete=models.PROTECT, related_name="recommendations")
    decision = models.OneToOneField(ForumDecision, on_delete=models.PROTECT, related_name="recommendation")
    text = models.TextField(max_length=10000)  # which measures, who, how long, and how each meets the criteria
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    @property
    def about(self) -> str:
        return f"recommendation:{self.pk}"
