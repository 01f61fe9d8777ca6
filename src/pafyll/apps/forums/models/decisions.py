"""What the forum decides: by agreement, or by a vote where agreement has failed; and the bodies that dissent.

A vote hangs on a ballot, and a ballot on a failed agreement: the tables cannot hold a vote before agreement failed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.forums.models.forum import ForumMembership
from pafyll.apps.forums.models.meetings import AgendaItem


class FailedAgreement(models.Model):
    """The forum tried to agree on the item and did not: why, recorded by whom."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="failed_agreement")
    why = models.TextField(max_length=4000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="failed_agreement_says_why")]


class Ballot(models.Model):
    """A vote over one proposal, open until it is counted."""

    failed = models.OneToOneField(FailedAgreement, on_delete=models.PROTECT, related_name="ballot")
    proposal = models.TextField(max_length=4000)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ForumVote(models.Model):
    """What one body voted. kind is the seat's, kept here so that the database itself refuses the Governor's vote."""

    class Choice(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("mot")
        ABSTAINED = "abstained", _("avholdende")

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    membership = models.ForeignKey(ForumMembership, on_delete=models.PROTECT, related_name="cast_votes")
    kind = models.CharField(max_length=20, choices=ForumMembership.Kind.choices)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "membership"], name="one_vote_per_body"),
            models.CheckConstraint(condition=~Q(kind__in=["governor", "observer"]), name="the_governor_does_not_vote"),
        ]


class ForumDecision(models.Model):
    """What the forum decided in an item. Recorded once, never altered."""

    class MadeBy(models.TextChoices):
        AGREEMENT = "agreement", _("enighet")
        VOTE = "vote", _("avstemning")

    class Result(models.TextChoices):
        ADOPTED = "adopted", _("vedtatt")
        REJECTED = "rejected", _("ikke vedtatt")

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    text = models.TextField(max_length=4000)
    made_by = models.CharField(max_length=10, choices=MadeBy.choices)
    result = models.CharField(max_length=10, choices=Result.choices)
    ballot = models.OneToOneField(Ballot, null=True, on_delete=models.PROTECT, related_name="decision")
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by="agreement", ballot__isnull=True, result="adopted")
                | Q(made_by="vote", ballot__isnull=False),
                name="a_vote_has_its_ballot",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Dissent(models.Model):
    """A body that does not stand behind the decision, by its name as it was then, in its own words."""

    decision = models.ForeignKey(ForumDecision, on_delete=models.PROTECT, related_name="dissents")
    membership = models.ForeignKey(ForumMembership, on_delete=models.PROTECT, related_name="dissents")
    body = models.CharField(max_length=200)
    text = models.TextField(max_length=4000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["body", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "membership"], name="one_dissent_per_body")]
