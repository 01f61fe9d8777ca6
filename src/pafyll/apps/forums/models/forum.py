"""A collaboration forum: who sits in it for which body, who stands in, and who is disqualified in which matter."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pafyll.domain.rules.impartiality import GROUNDS

PERIOD = Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))


class Forum(models.Model):
    """A forum and the schemes that it speaks for. The County Governor (or county authority) is its secretariat."""

    governor = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="forums")
    title = models.CharField(max_length=200)
    area = models.CharField(_("område"), max_length=200, blank=True)
    schemes = models.JSONField(default=list)  # codes of domain.schemes.collective
    mandate = models.TextField(max_length=4000, blank=True)
    founded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")), name="forum_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"forum:{self.pk}"


class ForumMembership(models.Model):
    """A body in the forum and the person who speaks for it, in a term. Proposed until the Governor has decided it."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("eier")
        NETWORK = "network", _("kompetansenettverk")
        PROVIDER = "provider", _("tilbyder")
        ORGANISATION = "organisation", _("interesseorganisasjon")
        UNION = "union", _("fagforening")
        GOVERNOR = "governor", _("statsforvalter")
        OBSERVER = "observer", _("observatør")

    WITHOUT_VOTE = (Kind.GOVERNOR, Kind.OBSERVER)

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    represents = models.CharField(max_length=200, blank=True)  # a network that the organisation hosts; else empty
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="forum_memberships")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    votes = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)  # null: proposed

    class Meta:
        ordering = ["kind", "organisation__name", "pk"]
        indexes = [models.Index(fields=["person", "starts_on"])]
        constraints = [
            models.CheckConstraint(condition=PERIOD, name="membership_for_a_period"),
            models.CheckConstraint(
                condition=~Q(kind__in=["governor", "observer"]) | Q(votes=False), name="the_governor_has_no_vote"
            ),
            models.UniqueConstraint(
                fields=["forum", "organisation", "represents", "starts_on"], name="one_seat_per_body_and_start"
            ),
        ]

    def __str__(self) -> str:
        return self.body

    @property
    def last_day(self) -> date | None:
        """The last day of the term; None until further notice."""
        return self.ends_before - timedelta(days=1) if self.ends_before else None

    @property
    def body(self) -> str:
        """The name of the body: the network's, or the organisation's."""
        return self.represents or self.organisation.name


class MembershipSubstitute(models.Model):
    """Somebody who speaks for the body in the member's place, between two days."""

    membership = models.ForeignKey(ForumMembership, on_delete=models.PROTECT, related_name="substitutes")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="forum_substitutions")
    starts_on = models.DateField()
    ends_before = models.DateField()
    reason = models.CharField(max_length=300)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="forum_substitute_for_a_period")
        ]

    @property
    def last_day(self) -> date:
        return self.ends_before - timedelta(days=1)


class ForumDisqualification(models.Model):
    """A person is disqualified in a matter of the forum from a day. Never deleted.

    matter is the key of what it is about: "agenda_item:4", "scheme_year:3", "needs_notification:7".
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="disqualifications")
    matter = models.CharField(max_length=80)
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="forum_disqualifications")
    ground = models.CharField(max_length=20, choices=[(code, text) for code, (text, _part) in GROUNDS.items()])
    law = models.CharField(max_length=100)  # as it stood the day it was declared
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        indexes = [models.Index(fields=["person", "matter"])]
        constraints = [models.CheckConstraint(condition=PERIOD, name="disqualified_in_forum_for_a_period")]
