"""One sample of everything that an address about competence plans can name: Fjordvik's, and the country's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.planning.models import CompetencePlan, NationPlan, PlanLine, PlanLock

Sample = Callable[[], Any]
PLAN_PAGES = (
    *(
        "plan",
        "plan_terms",
        "compute_plan",
        "plan_progress",
        "try_plan",
        "compare_plans",
        "adopt_plan",
        "propose_plan",
        "take_plan_out",
        "withdraw_plan",
    ),
    *("plan_people", "plan_people_file", "plan_people_csv", "plan_line", "unlock_line", "plan_paid"),
)


def nation_plan(status: str) -> Sample:
    """A plan for the country with the status."""
    return lambda: NationPlan.objects.filter(status=status).latest("pk").pk


def fjordviks_plan() -> int:
    """The one in force."""
    return CompetencePlan.objects.get(owner__name="Fjordvik kommune", status="adopted").pk


def planned_line() -> int:
    """A study in Fjordvik's plan that has not begun."""
    return PlanLine.objects.filter(run__plan=fjordviks_plan(), kind="planned").latest("pk").pk


PLANS: dict[str, Sample] = {
    **{
        f"authority:{name}.pk": nation_plan(status)
        for name, status in (("nation_plan", "computed"), ("nation_stop", "computing"), ("nation_again", "computing"))
    },
    **{f"owner:{name}.pk": fjordviks_plan for name in PLAN_PAGES},
    "owner:plan_line.line": planned_line,
    "owner:unlock_line.lock": lambda: PlanLock.objects.filter(plan=fjordviks_plan()).latest("pk").pk,
    "owner:plan_progress.job": lambda: 0,  # small owners wait for no job
}
