"""Releases of public figures, and the tables in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.release import ReleaseStatus
from pafyll.domain.statistics.rounding import BASES, EXACT

USER = settings.AUTH_USER_MODEL


class Release(models.Model):
    """What was counted at one moment. Published by another than who ordered it, and never altered after that."""

    number = models.PositiveIntegerField(unique=True)
    status = models.CharField(max_length=10, choices=ReleaseStatus.choices(), default=ReleaseStatus.ORDERED)
    note = models.TextField(_("merknad"), max_length=2000, blank=True)  # what is new, or what it corrects
    as_of = models.DateTimeField(_("telt"))
    limit = models.PositiveSmallIntegerField()  # the smallest count that is shown
    rounding = models.PositiveSmallIntegerField(default=EXACT)  # counts are shown to the nearest of this
    labels = models.JSONField(default=dict, blank=True)  # dimension → code → words, as they were
    ordered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    published_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("ordered_by")),
                name="nobody_publishes_figures_they_ordered",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReleaseStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="a_published_release_says_when",
            ),
            models.CheckConstraint(condition=Q(rounding__in=BASES), name="counts_are_rounded_by_a_known_base"),
        ]

    def __str__(self) -> str:
        return str(_("Utgave %(number)s")) % {"number": self.number}

    @property
    def about(self) -> str:
        return f"release:{self.pk}"


class FigureTable(models.Model):
    """One figure by some dimensions. cells are [key …, count or null]: null is hidden, an empty key is the total."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    figure = models.CharField(max_length=40)  # a code of domain.statistics.indicators
    version = models.PositiveSmallIntegerField()  # of the definition
    dimensions = models.JSONField()
    cells = models.JSONField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["release", "figure"])]


class SavedReport(models.Model):
    """An officer's own report: what is chosen, never the numbers, which are counted anew for whoever opens it."""

    name = models.CharField(_("navn"), max_length=120)
    choice = models.JSONField(default=dict)  # queries.own_reports.ReportChoice
    is_shared = models.BooleanField(_("delt med kolleger"), default=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["made_by", "name"], name="an_officers_reports_have_different_names")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"saved_report:{self.pk}"
