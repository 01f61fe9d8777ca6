"""The programme for quality development: measures, and the papers that belong to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.planning.models.budget import Removable
from pafyll.domain.lifecycles.budget import MeasureStatus


class Measure(models.Model):
    """Something that is done for many: for whom, how many, where, by whom, when, and the state priority it answers.

    Its costs are rows of PlannedCost. Without schools it is for all of them.
    """

    class Kind(models.TextChoices):
        IN_SERVICE = "in_service_measure", _("Etterutdanning")
        CONFERENCE = "experience_conference", _("Erfaringskonferanse")
        MENTORING = "mentoring", _("Veiledning av nyutdannede")
        PRACTICE_TEACHERS = "practice_teachers", _("Praksislærere")
        PRINCIPALS = "principals_training", _("Rektorutdanning")
        OTHER = "other", _("Annet")

    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(_("tiltak"), max_length=200)
    kind = models.CharField(max_length=25, choices=Kind.choices)
    about_it = models.TextField(max_length=4000, blank=True)
    target_group = models.CharField(max_length=200)
    participants = models.PositiveIntegerField(null=True)
    schools = models.ManyToManyField("organisations.Organisation", related_name="measures_here")
    provider = models.CharField(max_length=200, blank=True)
    state_priority = models.CharField(max_length=40, blank=True)  # a code of the year's state application
    budget_year = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=MeasureStatus.choices(), default=MeasureStatus.PROPOSED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-budget_year", "kind", "title", "pk"]
        indexes = [models.Index(fields=["owner", "budget_year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_measure_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"measure:{self.pk}"


class MeasureAttachment(Removable):
    """A paper that belongs to a measure. Its content is checked before it is kept, and never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)  # a code of domain.rules.attachments
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="the_same_paper_once_per_measure",
            )
        ]

    def __str__(self) -> str:
        return self.name
