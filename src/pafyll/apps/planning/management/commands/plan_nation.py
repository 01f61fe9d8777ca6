"""Compute a plan for all owners who share the country's places, on the workers of `manage.py work`."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pafyll.apps.accounts.models import User
from pafyll.apps.planning.models import NationPlan
from pafyll.apps.planning.queries.nation import national_places, reached_by
from pafyll.apps.planning.services.nation import NationTerms, start_nation
from pafyll.apps.planning.services.nation.starting import stranded_parts
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.integrations.clock import now

LOOK_SECONDS = 1.0


class Command(BaseCommand):
    help = (
        "Compute a plan for the country: owners' models are independent jobs on the workers (manage.py work), and the "
        "bound and the gap are printed. Without --places those of the published study offers are shared."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("first_year", type=int, help="the autumn of the first school year, as 2027")
        parser.add_argument("--years", type=int, default=8, help="how many school years")
        parser.add_argument("--by", required=True, help="the user name of the case officer who asks")
        parser.add_argument("--places", nargs="*", default=[], metavar="SUBJECT=N", help="places each year, by subject")
        parser.add_argument("--start-only", action="store_true", help="do not wait for it")

    def handle(self, *, first_year: int, years: int, by: str, places: list[str], start_only: bool, **_: Any) -> None:
        user = User.objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        shared = dict(map(_places, places)) or national_places(first_year)
        try:
            nation = start_nation(terms=NationTerms(first_year, years, shared), by=user, at=now())
        except Refusal as refusal:
            raise CommandError(f"{refusal.answer} {refusal.answer.remedy}".strip()) from None
        self.stdout.write(f"Plan {nation.pk} for {nation.owners.count()} owners.")
        if not start_only:
            self._follow(nation)

    def _follow(self, nation: NationPlan) -> None:
        """Tells of each round as it ends, then of the whole."""
        told = 0
        while True:
            nation.refresh_from_db()
            for what, number, hours, bound in nation.told[told:]:
                self.stdout.write(f"{what} {number}: {hours:,.0f} hours, bound {bound:,.0f}")
            told = len(nation.told)
            if nation.status != S.COMPUTING:
                break
            self._tell_of_stranded(nation)
            time.sleep(LOOK_SECONDS)
        if nation.hours is None or nation.bound is None:
            raise CommandError("The computation was stopped.")
        self.stdout.write(
            f"{nation.hours:,.0f} hours without the credits, bound {nation.bound:,.0f}, gap {nation.gap_percent:.2f} %."
        )

    def _tell_of_stranded(self, nation: NationPlan) -> None:
        if stranded_parts(nation).exists():
            here = reached_by(nation)
            self.stderr.write(f"Some of the parts of step {here.step} have failed: see the page of the plan.")


def _places(text: str) -> tuple[str, int]:
    subject, _equals, count = text.partition("=")
    if not count.isdigit():
        raise CommandError(f"Write places as mathematics=120, not {text}.")
    return subject, int(count)
