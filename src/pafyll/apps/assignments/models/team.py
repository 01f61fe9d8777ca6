"""Proposed teams with what they rest on, and what members declare about their impartiality."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.assignments.models.assignment import AssignmentMember
from pafyll.domain.assignments.impartiality import DISQUALIFIED, OUTCOMES, UNASSESSED

USER = settings.AUTH_USER_MODEL


class TeamProposal(models.Model):
    """Who was considered for an inquiry and why, as the rule said it that day. A new proposal stands beside the old."""

    inquiry = models.ForeignKey("assignments.Inquiry", on_delete=models.PROTECT, related_name="proposals")
    field = models.CharField(max_length=60)
    field_name = models.CharField(_("felt"), max_length=120)
    semesters = models.JSONField()
    percent = models.PositiveSmallIntegerField(_("prosent av stillingen for hver"))
    result = models.JSONField()  # domain.assignments.team.TeamProposal.stored()
    departs_why = models.TextField(_("hvorfor laget er et annet enn forslaget"), max_length=2000, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]


class ProposedMember(models.Model):
    """Somebody in the team as the officer put it together. joined_at: she is a member of the assignment."""

    proposal = models.ForeignKey(TeamProposal, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="proposed_parts")
    part = models.CharField(max_length=10, choices=AssignmentMember.Part.choices)
    is_new = models.BooleanField(_("ny i slikt arbeid"), default=False)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-part", "person__last_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="proposed_once")]


class ImpartialityStatement(models.Model):
    """What somebody declared, in an inquiry or an assignment, and how it was assessed. The newest stands; none goes."""

    inquiry = models.ForeignKey("assignments.Inquiry", null=True, on_delete=models.PROTECT, related_name="statements")
    assignment = models.ForeignKey(
        "assignments.Assignment", null=True, on_delete=models.PROTECT, related_name="statements"
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="statements")
    holds_post = models.BooleanField(default=False)
    has_company = models.BooleanField(default=False)
    has_other_tie = models.BooleanField(default=False)
    facts = models.TextField(_("de faktiske forholdene"), max_length=2000, blank=True)
    declared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=list(OUTCOMES.items()), default=UNASSESSED)
    assessment = models.TextField(_("vurdering"), max_length=2000, blank=True)
    law = models.CharField(max_length=100, blank=True)  # as it stood the day it was assessed
    assessed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inquiry__isnull=True, assignment__isnull=False)
                | Q(inquiry__isnull=False, assignment__isnull=True),
                name="a_statement_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["assignment", "person"],
                condition=Q(superseded_at__isnull=True, assignment__isnull=False),
                name="one_statement_in_force_per_assignment",
            ),
            models.UniqueConstraint(
                fields=["inquiry", "person"],
                condition=Q(superseded_at__isnull=True, inquiry__isnull=False),
                name="one_statement_in_force_per_inquiry",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=DISQUALIFIED) | Q(assessed_by__isnull=False), name="disqualified_by_somebody"
            ),
        ]

    @property
    def has_ties(self) -> bool:
        return self.holds_post or self.has_company or self.has_other_tie
