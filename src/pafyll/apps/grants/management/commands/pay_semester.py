"""Pay out a semester of a round."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.grants.services.planning_payments import carry_out, plan_payments
from pafyll.domain.answers import Refusal
from pafyll.domain.values import Semester
from pafyll.integrations.clock import now, today

USUAL_DAYS = 14  # from preparing to the bank's payment: a second person reads it in between


class Command(BaseCommand):
    help = "Pay out a semester. Shows the plan; add --pay to take the next step. A second person approves on the page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("semester", type=Semester, help="2026H or 2027V")
        parser.add_argument("--round", type=int, help="the round's number; the one of the semester's study year if not")
        parser.add_argument("--pay", action="store_true", help="draw up the run, or send the one that is approved")
        parser.add_argument("--by", help="user name of the one who acts; needed with --pay")
        parser.add_argument("--pay-on", type=date.fromisoformat, help="when the bank is to pay (2026-11-17)")
        parser.add_argument("--out", type=Path, help="folder that the file for the bank is written to")

    def handle(self, *, semester: Semester, pay: bool, **options: Any) -> None:
        plan = plan_payments(round=self._round(semester, options["round"]), semester=semester, at=now())
        self.stdout.write(plan.as_table())
        if not pay:
            return
        pay_on = options["pay_on"] or today() + timedelta(days=USUAL_DAYS)
        try:
            run = carry_out(plan, by=self._user(options["by"]), at=now(), pay_on=pay_on, out=options["out"])
        except Refusal as refusal:
            raise CommandError(f"{refusal.answer} {refusal.answer.remedy}") from refusal
        self.stdout.write(f"{run.reference}: {run.get_status_display()}")

    def _round(self, semester: Semester, key: int | None) -> Round:
        year = semester.budget_year.year - (not semester.is_autumn)
        wanted = {"pk": key} if key else {"study_year": year}
        found = Round.objects.filter(**wanted).order_by("-pk").first()
        if found is None:
            raise CommandError("Fant ingen runde. Oppgi --round.")
        return found

    def _user(self, name: str | None) -> User:
        user = User.objects.filter(username=name or "").first()
        if user is None:
            raise CommandError("Oppgi hvem som gjør det: --by brukernavn.")
        return user
