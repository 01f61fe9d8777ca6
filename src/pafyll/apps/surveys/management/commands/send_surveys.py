"""The night's work with surveys: close those that are over, invite and remind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pafyll.apps.surveys.services.closing import close_survey, plan_closings
from pafyll.apps.surveys.services.inviting import invite, plan_invitations, plan_reminders, remind
from pafyll.integrations.clock import now


class Command(BaseCommand):
    help = "Close, invite to and remind of surveys. Shows the plan; add --send to carry it out. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="close, invite and remind")

    def handle(self, *, send: bool, **_: Any) -> None:
        at = now()
        closings, invitations, reminders = plan_closings(at=at), plan_invitations(at=at), plan_reminders(at=at)
        for over in closings:
            self.stdout.write(f"{over.survey}: closes, its last day was {over.survey.closes_on}.")
        for asked in invitations:
            self.stdout.write(f"{asked.survey}: {len(asked.invitees)} to invite.")
        for due in reminders:
            self.stdout.write(f"{due.survey}: {due.count} to remind, {due.days_before} days before the last.")
        if not (closings or invitations or reminders):
            self.stdout.write("Nothing to do.")
        if send:
            for over in closings:
                close_survey(survey=over.survey, by=None, at=at)
            sent = sum(invite(survey=one.survey, invitees=one.invitees, at=at) for one in invitations)
            reminded = sum(remind(one, at=at) for one in reminders)
            self.stdout.write(f"{len(closings)} closed, {sent} invited, {reminded} reminded.")
