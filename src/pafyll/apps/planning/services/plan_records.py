"""From the planner's answer to records and back: what is computed is kept whole, with costs and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.planning.models import CompetencePlan, PlanGap, PlanLine, PlanMove, PlanRun
from pafyll.apps.planning.services.gathering import Gathered
from pafyll.domain import planning as domain
from pafyll.domain.answers import no
from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning import Budget, Infeasible, Plan, PlanningProblem, Text, Turn
from pafyll.domain.planning.queueing import queue_plan
from pafyll.domain.planning.reasons import turns_of
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester

BATCH = 2000


@dataclass(frozen=True)
class Computed:
    """Who computed what, when, and why it was done again."""

    by: User
    at: datetime
    why: str = ""


def keep_run(
    plan: CompetencePlan, gathered: Gathered, outcome: Plan | Infeasible, previous: PlanRun | None, done: Computed
) -> PlanRun:
    """Stores the outcome as the plan's next run, with its lines, moves and what it leaves. Call it under a lock."""
    last = plan.runs.order_by("number").last()
    run = PlanRun.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        previous=previous if isinstance(outcome, Plan) else None,
        why=done.why,
        input_hash=sha256(repr(gathered.problem).encode()).hexdigest(),
        inputs=_inputs(gathered),
        is_feasible=isinstance(outcome, Plan),
        result=_result(outcome)
        if isinstance(outcome, Plan)
        else {"reasons": [_shortage(one) for one in outcome.reasons], "is_smallest": outcome.is_smallest},
        computed_by=done.by,
        computed_at=done.at,
    )
    if isinstance(outcome, Plan):
        _keep_lines(run, outcome)
    return run


def _keep_lines(run: PlanRun, plan: Plan) -> None:
    """Three tables in one go each."""
    turns = _turns(plan)
    schools = {one.id: one.school for one in plan.problem.people}
    release = _release(plan.problem)
    PlanLine.objects.bulk_create((_line(run, line, turns, release) for line in plan.lines), batch_size=BATCH)
    PlanGap.objects.bulk_create((_gap(run, gap, schools, turns) for gap in plan.unplaced), batch_size=BATCH)
    locks = {(lock.person_id, lock.subject): lock.why for lock in run.plan.locks.all()}
    moves = [row for move in plan.moves for row in _moves(run, move, locks)]
    PlanMove.objects.bulk_create(moves, batch_size=BATCH)


def _turns(plan: Plan) -> dict[tuple[str, str], Turn]:
    return {(turn.person, turn.subject): turn for turns in turns_of(plan).values() for turn in turns}


def _release(problem: PlanningProblem) -> dict[tuple[str, ...], Decimal]:
    """Release by option, and by person and subject for what is under way."""
    planned: dict[tuple[str, ...], Decimal] = {(one.id,): one.release_percent for one in problem.options}
    return planned | {(one.person, one.subject): one.release_percent for one in problem.under_way}


def _line(
    run: PlanRun,
    line: domain.PlanLine,
    turns: Mapping[tuple[str, str], Turn],
    release: Mapping[tuple[str, ...], Decimal],
) -> PlanLine:
    return PlanLine(
        run=run,
        person_id=int(line.person),
        school_id=int(line.school),
        subject=line.subject,
        stages=[stage for _, stage in line.closes],
        option=line.option,
        credits=line.credits,
        school_year=line.year.start,
        semesters=line.semesters,
        scheme=line.scheme,
        release_percent=release[(line.option,) if line.option else (line.person, line.subject)],
        kind=line.status,
        costs=[cost_as_plain(cost) for cost in line.costs],
        why=steps(line.reasons),
        **_turn(turns.get((line.person, line.subject))),
    )


def _gap(
    run: PlanRun, gap: domain.Unplaced, schools: Mapping[str, str], turns: Mapping[tuple[str, str], Turn]
) -> PlanGap:
    return PlanGap(
        run=run,
        person_id=int(gap.person),
        school_id=int(schools[gap.person]),
        subject=gap.subject,
        stage=gap.stage,
        why=steps(gap.reasons),
        **_turn(turns.get((gap.person, gap.subject))),
    )


def _turn(turn: Turn | None) -> dict[str, Any]:
    """What is kept of a turn; one whose study is decided or has begun stands in no queue."""
    if turn is None:
        return {}
    return {
        "position": turn.position,
        "queue": turn.queue,
        "hangs_on": steps(turn.hangs_on),
        "sooner": steps(turn.sooner),
    }


def _moves(run: PlanRun, move: domain.Move, locks: Mapping[tuple[int, str], str]) -> Iterable[PlanMove]:
    """One row for each subject whose years are others than before. One that the owner has settled says so."""
    for subject in sorted({line.subject for line in (*move.before, *move.after)}):
        before = sorted(line.year.start for line in move.before if line.subject == subject)
        after = sorted(line.year.start for line in move.after if line.subject == subject)
        if before != after:
            yield PlanMove(
                run=run,
                person_id=int(move.person),
                school_id=int((*move.after, *move.before)[0].school),
                subject=subject,
                from_year=before[0] if before else None,
                to_year=after[0] if after else None,
                why=_settled(locks.get((int(move.person), subject), "")) or steps(move.reasons),
            )


SETTLED = no("settled_by_owner", "Skoleeieren har låst året: {why}").text  # a text of ours, gathered for translation


def _settled(why: str) -> list[dict[str, Any]]:
    if not why:
        return []
    text = SETTLED.format(why=why)
    return [{"code": "settled_by_owner", "template": SETTLED, "facts": {"why": why}, "text": text}]


def steps(texts: Iterable[Text]) -> list[dict[str, Any]]:
    """Sentences as they are stored: template and facts for translating, and the whole in bokmål as it was said."""
    return [{"code": one.code, "template": one.template, "facts": _plain(one.facts), "text": str(one)} for one in texts]


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact if isinstance(fact, int | str) else str(fact) for name, fact in facts.items()}


def cost_as_plain(line: CostLine) -> dict[str, Any]:
    """A line of money as JSON keeps it."""
    return {
        "payer": line.payer,
        "semester": line.semester.code,
        "label": line.label,
        "because": line.because,
        "source": line.source,
        "facts": line.facts,
        "amount": int(line.amount),
    }


def cost_from_plain(stored: Mapping[str, Any]) -> CostLine:
    """The line again."""
    return CostLine(
        stored["payer"],
        Semester(stored["semester"]),
        stored["label"],
        stored["because"],
        stored["source"],
        stored["facts"],
        Kroner(stored["amount"]),
    )


def plan_from(run: PlanRun, problem: PlanningProblem) -> Plan:
    """What the run said, as the planner compares a new plan with it: its lines, and the budgets of that time."""
    lines = [
        domain.PlanLine(
            person=str(row.person_id),
            school=str(row.school_id),
            subject=row.subject,
            option=row.option,
            scheme=row.scheme,
            credits=row.credits,
            semesters=row.semesters,
            year=SchoolYear(row.school_year),
            costs=tuple(cost_from_plain(cost) for cost in row.costs),
            status=row.kind,
            closes=tuple((row.subject, stage) for stage in row.stages),
        )
        for row in run.lines.order_by("pk")
    ]
    budgets = tuple(_budget(stored) for stored in run.inputs["budgets"])
    return Plan(problem=replace(problem, budgets=budgets), lines=tuple(lines), reached=())


def _budget(stored: Mapping[str, Any]) -> Budget:
    return Budget(
        BudgetYear(stored["year"]),
        stored["source"],
        Kroner(stored["amount"]),
        tuple(stored["payers"]),
        tuple(stored["schemes"]),
        stored["label"],
    )


def _inputs(gathered: Gathered) -> dict[str, Any]:
    """What a person needs to see of the input to understand two runs beside each other."""
    problem = gathered.problem
    return {
        "people": len(problem.people),
        "gaps": len(problem.gaps),
        "years": [year.start for year in problem.settings.school_years],
        "budgets": [
            {
                "year": one.year.year,
                "source": one.source,
                "label": one.label,
                "payers": list(one.payers),
                "schemes": list(one.schemes),
                "amount": int(one.amount),
            }
            for one in problem.budgets
        ],
        "places": {pool.id: pool.places for pool in problem.pools},
        "staff": {one.id: str(one.staff_fte) for one in problem.schools},
        "absence_percent": next((str(one.largest_share_percent) for one in problem.schools), ""),
        "schemes": sorted({option.scheme for option in problem.options}),
        "missing_rates": list(gathered.missing_rates),
        "leaving": gathered.leaving.as_plain() if gathered.leaving else None,
        "carried_on": [list(pair) for pair in gathered.carried_on],
    }


def _result(plan: Plan) -> dict[str, Any]:
    last = plan.last_gap_closes
    return {
        "total": int(plan.costs.total),
        "by_budget_year": [[year.year, payer, int(sum_)] for (year, payer), sum_ in plan.costs.by_budget_year.items()],
        "by_school_year": [[year.start, payer, int(sum_)] for (year, payer), sum_ in plan.costs.by_school_year.items()],
        "reached": [
            {
                "objective": one.objective,
                "value": _number(one.value),
                "bound": _number(one.bound),
                "unit": one.unit,
                "gap_percent": f"{one.gap_percent:.2f}",
            }
            for one in plan.reached
        ],
        "last_gap_closes": last.code if last else "",
        "funding": [
            {
                "year": one.budget.year.year,
                "source": one.budget.source,
                "label": one.budget.label,
                "amount": int(one.budget.amount),
                "spent": int(one.spent),
            }
            for one in plan.funding
        ],
        "remaining": remaining_hours(plan),
        "queue": _queue(plan.problem),
        "closed": len(plan.closes_at),
        "left": len(plan.unplaced),
        "stopped_early": plan.stopped_early,
    }


def _queue(problem: PlanningProblem) -> dict[str, Any]:
    """The yardstick: the same problem by longest queue first."""
    found = queue_plan(problem)
    return {"remaining": remaining_hours(found), "total": int(found.costs.total), "closed": len(found.closes_at)}


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def remaining_hours(plan: Plan) -> list[list[int]]:
    """[school year, hours taught without the credits in it]: a gap counts half for each semester that it is open."""
    found = []
    for year in plan.problem.settings.school_years:
        halves = 0
        for gap in plan.problem.gaps:
            closes = plan.closes_at.get((gap.person, gap.subject, gap.stage))
            halves += gap.pupil_hours * sum(closes is None or term < closes for term in (year.autumn, year.spring))
        found.append([year.start, halves // 2])
    return found


def _shortage(one: domain.Shortage) -> dict[str, Any]:
    [step] = steps([one.text])
    return {
        "kind": one.kind,
        "amount": _number(one.amount),
        "unit": one.unit,
        "year": str(one.year) if one.year is not None else "",
        "subjects": [list(pair) for pair in one.subjects],
        "who": one.who,
        **step,
    }
