"""Computing a plan: small owners while the page waits, large ones as a job; and what a change by hand would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance, jobs, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import CompetencePlan, PlanLock, PlanRun
from pafyll.apps.planning.permissions.plans import may_compute
from pafyll.apps.planning.services.gathering import Gathered, gathered_for
from pafyll.apps.planning.services.plan_records import Computed, keep_run, plan_from
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.competence_plan import COMPETENCE_PLAN
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from pafyll.domain.planning import Infeasible, Plan, PlanningFault, PlanningProblem
from pafyll.domain.planning.planning import plan as plan_from_scratch
from pafyll.domain.planning.planning import replan
from pafyll.domain.rules.deadlines import norwegian_day

SMALL = 3000  # gaps and wishes times school years: a page waits for so much, and a job does the rest
KIND = "competence_plan"

Tell = Callable[[int, int, str, Plan | None], None]


def is_large(problem: PlanningProblem) -> bool:
    """Whether the computation takes longer than a page should wait."""
    return (len(problem.gaps) + len(problem.wishes)) * problem.settings.years > SMALL


def compute_plan(*, plan: CompetencePlan, by: User, at: datetime, why: str = "") -> PlanRun | Job:
    """Computes the plan: at once where that is quick, else as a job whose progress can be followed."""
    gathered = _gathered(plan, by, at)
    if not is_large(gathered.problem):
        return _compute(plan, gathered, Computed(by, at, why))
    return jobs.start(kind=KIND, about=plan.about, by=by, at=at, arguments={"plan": plan.pk, "why": why})


def compute_now(*, plan: CompetencePlan, by: User, at: datetime, why: str = "") -> PlanRun:
    """Computes the plan and keeps the run. Where there is a run already, as few as possible are moved.

    A draft becomes computed. A plan in force stays in force with its own run until the new one is adopted.
    Raises Refusal when nothing can be planned, and says what is missing.
    """
    return _compute(plan, _gathered(plan, by, at), Computed(by, at, why))


def compute_in_job(job: Job, report: Report) -> None:
    """The job's work: the same as compute_now, with a word now and then about how far it has come."""
    plan = CompetencePlan.objects.select_related("owner", "run_in_force").get(pk=job.arguments["plan"])
    by = job.started_by
    assert by is not None  # a plan is computed by somebody
    gathered = _gathered(plan, by, job.started_at)
    previous = run_to_go_by(plan)
    report(0, 0, "Leter etter den beste planen.")
    outcome = outcome_of(gathered.problem, previous, on_progress=partial(_tell, report))
    with transaction.atomic():
        run = _keep(plan, gathered, outcome, previous, Computed(by, job.started_at, job.arguments["why"]))
        report.finish({"run": run.number})


def _tell(report: Report, done: int, total: int, objective: str, best: Plan | None) -> None:
    """How many of the goals are reached, and the best plan so far."""
    text = (
        "" if best is None else f"Beste plan så langt lukker {len(best.closes_at)} hull og koster {best.costs.total}."
    )
    report(done, total, text)


def _gathered(plan: CompetencePlan, by: User, at: datetime) -> Gathered:
    require(may_compute(viewer_of(by, day=norwegian_day(at)), plan))
    gathered = gathered_for(plan, day=norwegian_day(at))
    require_something(gathered)
    return gathered


def _compute(plan: CompetencePlan, gathered: Gathered, done: Computed) -> PlanRun:
    previous = run_to_go_by(plan)
    outcome = outcome_of(gathered.problem, previous)
    return _keep(plan, gathered, outcome, previous, done)


@transaction.atomic
def _keep(
    plan: CompetencePlan, gathered: Gathered, outcome: Plan | Infeasible, previous: PlanRun | None, done: Computed
) -> PlanRun:
    fresh = CompetencePlan.objects.select_for_update().get(pk=plan.pk)
    run = keep_run(fresh, gathered, outcome, previous, done)
    if fresh.status == S.DRAFT:
        advance(fresh, lifecycle=COMPETENCE_PLAN, to=S.COMPUTED, by=done.by, at=done.at, run=run.number)
    else:
        record(about=fresh.about, verb="computed", by=done.by, at=done.at, why=done.why, run=run.number)
    plan.status = fresh.status
    return run


def run_to_go_by(plan: CompetencePlan) -> PlanRun | None:
    """The run whose people are moved as little as possible: the one in force, else the last that found a plan."""
    return plan.run_in_force or plan.runs.filter(is_feasible=True).order_by("number").last()


def outcome_of(
    problem: PlanningProblem, previous: PlanRun | None, *, on_progress: Tell | None = None
) -> Plan | Infeasible:
    """What the planner answers. Raises Refusal when the input contradicts itself."""
    try:
        if previous is None:
            return plan_from_scratch(problem, on_progress=on_progress)
        return replan(problem, plan_from(previous, problem), on_progress=on_progress)
    except PlanningFault as fault:
        raise Refusal(
            no(
                "input_contradicts_itself",
                "Planen kan ikke regnes ut: {fault}",
                remedy="Rett opp det som står her, og prøv igjen.",
                fault=str(fault),
            )
        ) from fault


def require_something(gathered: Gathered) -> None:
    """Refuses to plan for nobody: says which of staff, gaps and rates is missing."""
    problem = gathered.problem
    if not problem.schools:
        raise Refusal(
            no("no_staff", "Ingen ansatte er lagt inn ennå.", remedy="Last inn en fil over ansatte og fag først.")
        )
    if not problem.gaps and not problem.wishes:
        raise Refusal(
            no(
                "no_gaps",
                "Ingen av de ansatte mangler studiepoeng i fag de underviser i, og ingen har studieønsker.",
                remedy="Sjekk at fag, timer og studiepoeng er lagt inn for skolene.",
            )
        )
    if not problem.options:
        raise Refusal(
            no(
                "no_rates",
                "Ingen av ordningene i planen har en sats.",
                remedy="Skriv inn hva et studium koster dere og staten, under «Det planen bygger på».",
            )
        )


@dataclass(frozen=True)
class Trial:
    """What the plan would be with one study settled by hand: nothing is stored."""

    lock: PlanLock
    outcome: Plan | Infeasible
    before: PlanRun


def try_lock(*, plan: CompetencePlan, lock: PlanLock, by: User, at: datetime) -> Trial:
    """The effect of the lock on the run that the plan goes by. Refuses when there is none to compare with."""
    require(may_compute(viewer_of(by, day=norwegian_day(at)), plan))
    before = run_to_go_by(plan)
    if before is None:
        raise Refusal(no("not_computed", "Planen er ikke regnet ut.", remedy="Regn ut planen først."))
    gathered = gathered_for(plan, day=norwegian_day(at), extra=[lock])
    return Trial(lock, outcome_of(gathered.problem, before), before)
