"""A collective scheme in one budget year, as the County Governor or the county authority announces it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.schemes.collective import CollectiveScheme, collective_scheme
from pafyll.integrations.clock import OSLO, last_day_before


class SchemeYear(models.Model):
    """One announcement. What is empty is not decided yet; missing_before_announcing lists what must be there."""

    class Base(models.TextChoices):
        FORUM_GRANT = "forum_grant", _("hele tilskuddet til samarbeidsforumet")
        OWNER_AWARD = "owner_award", _("tilskuddet som eieren får")
        GRANT = "grant", _("det statlige tilskuddet")

    scheme = models.CharField(max_length=30)  # a code of domain.schemes.collective
    year = models.PositiveSmallIntegerField(_("budsjettår"))
    governor = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="scheme_years")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=SchemeYearStatus.choices(), default=SchemeYearStatus.DRAFT)
    purpose = models.TextField(max_length=4000, blank=True)
    target_group = models.TextField(max_length=4000, blank=True)
    goal_criteria = models.TextField(max_length=4000, blank=True)  # how one sees that the purpose is reached
    award_criteria = models.TextField(max_length=4000, blank=True)
    follow_up = models.TextField(max_length=4000, blank=True)
    evaluation_plan = models.TextField(max_length=4000, blank=True)
    appropriation = models.PositiveBigIntegerField(null=True, blank=True)  # whole kroner
    appropriation_source = models.CharField(max_length=300, blank=True)  # chapter and post, or the letter that gives it
    # The own contribution is decided here where the sources of the regime disagree or are silent.
    own_contribution_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    own_contribution_base = models.CharField(max_length=20, choices=Base.choices, blank=True)
    own_working_time_counts = models.BooleanField(null=True, blank=True)
    own_contribution_source = models.CharField(max_length=300, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)  # midnight after the last day
    recommendation_due = models.DateField(null=True, blank=True)  # null: no forum recommends
    report_due = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "title", "pk"]
        indexes = [models.Index(fields=["status", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "year", "governor"],
                condition=~Q(status="withdrawn"),
                name="one_scheme_year_per_governor",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="scheme_year_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(own_contribution_percent__isnull=True) | Q(own_contribution_percent__lte=100),
                name="own_contribution_at_most_all",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """The key that events, documents and impartiality use for this scheme year."""
        return f"scheme_year:{self.pk}"

    @property
    def opens_on(self) -> date | None:
        return self.opens_at.astimezone(OSLO).date() if self.opens_at else None

    @property
    def closes_on(self) -> date | None:
        """The last day for notifying a need; it lasts until midnight."""
        return last_day_before(self.closes_at) if self.closes_at else None

    @property
    def first_day(self) -> date:
        """The first day of the budget year: the rules of a scheme year are asked on it."""
        return date(self.year, 1, 1)

    @property
    def rules(self) -> CollectiveScheme:
        """The scheme that it is a year of, with its dated parameters."""
        return collective_scheme(self.scheme)
