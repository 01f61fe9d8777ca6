"""An application round: a study year's dates, rule set, money and announced draw, all as data."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.values import SchoolYear


class Round(models.Model):
    """One round. Dates ending in _at with closes are moments: the midnight after the last day."""

    study_year = models.PositiveSmallIntegerField(_("studieår"))  # start of the school year
    name = models.CharField(_("navn"), max_length=120)
    rule_set = models.CharField(_("regelsett"), max_length=20)  # a file in domain/allocation/rulesets
    status = models.CharField(max_length=20, choices=RoundStatus.choices(), default=RoundStatus.DRAFT)
    opens_at = models.DateTimeField(_("åpner"))
    teacher_closes_at = models.DateTimeField(_("søknadsfrist"))
    owner_opens_at = models.DateTimeField(_("skoleeier får tilgang"))
    owner_closes_at = models.DateTimeField(_("frist for skoleeier"))
    result_on = models.DateField(_("svar senest"))
    admission_on = models.DateField(_("opptak senest"))
    target_groups = models.JSONField(default=list, blank=True)
    state_money_autumn = models.PositiveBigIntegerField(_("statens midler høst"), null=True, blank=True)
    state_money_spring = models.PositiveBigIntegerField(_("statens midler vår"), null=True, blank=True)
    remainder_places = models.PositiveIntegerField(_("plasser i restfordelingen"), null=True, blank=True)
    has_catalogue = models.BooleanField(_("har studiekatalog"), default=True)
    allows_other_study = models.BooleanField(_("åpen for annet studietilbud"), default=True)
    draw_seed = models.CharField(_("loddtall"), max_length=100, blank=True)
    draw_announced_at = models.DateTimeField(null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")

    class Meta:
        ordering = ["-study_year", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.study_year)

    @property
    def draw_fingerprint(self) -> str:
        """SHA-256 of the draw's text: what the public can hold it to before it is shown. "" before there is one."""
        return hashlib.sha256(self.draw_seed.encode()).hexdigest() if self.draw_announced_at else ""

    def shows_draw(self, at: datetime) -> bool:
        """Whether the draw's text itself is public: not while anybody can still apply by what it is."""
        return bool(self.draw_announced_at) and at >= self.teacher_closes_at

    def takes_applications(self, at: datetime, until: datetime | None = None) -> bool:
        """Whether teachers may write applications at the moment. until: a later deadline by dispensation."""
        return self.status == RoundStatus.OPEN and self.opens_at <= at < (until or self.teacher_closes_at)

    def owners_work(self, at: datetime, until: datetime | None = None) -> bool:
        """Whether owners may approve and rank at the moment. until: a later deadline by dispensation."""
        return self.status == RoundStatus.OPEN and self.owner_opens_at <= at < (until or self.owner_closes_at)


class RoundRate(models.Model):
    """An amount that the parameters do not have: entered by an officer, with source and signature."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rates")
    scheme = models.CharField(max_length=30)  # a code of domain.schemes
    subject_group = models.CharField(max_length=30, blank=True)  # "" for every subject
    payer = models.CharField(max_length=10, choices=[("state", _("stat")), ("owner", _("skoleeier"))])
    per_30_credits = models.PositiveIntegerField(_("kroner per 30 studiepoeng"))
    source = models.CharField(_("kilde"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "scheme", "subject_group", "payer"], name="one_rate_per_use")
        ]


class OwnerFrame(models.Model):
    """What one owner has for one round: places at most and own money in both budget years (null = no limit)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="frames")
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="frames")
    quota = models.PositiveIntegerField(_("kvote"), null=True, blank=True)
    budget_autumn = models.PositiveBigIntegerField(_("budsjett høst"), null=True, blank=True)
    budget_spring = models.PositiveBigIntegerField(_("budsjett vår"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "owner"], name="one_frame_per_owner_and_round")]
