"""The work of one part: gathering some owners' problems, or answering for them at given prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_noop

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import jobs
from pafyll.apps.planning.models import CompetencePlan, NationOwner, NationPart, NationPlan
from pafyll.apps.planning.services.gathering import gathered_for
from pafyll.apps.planning.services.nation.crew import plain_answer, plain_bid
from pafyll.apps.planning.services.nation.starting import KIND
from pafyll.domain.lifecycles.job import LIVE
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.domain.planning import PlanningFault, PlanningProblem
from pafyll.domain.planning.model import Choice, Memory
from pafyll.domain.planning.problem import GAPS
from pafyll.domain.planning.sharing import Cell, OwnerTask
from pafyll.domain.planning.storing import as_plain, problem_from
from pafyll.domain.planning.units import GAP, NEVER, check
from pafyll.domain.rules.deadlines import norwegian_day

Answered = dict[str, Any]


def do_part(job: Job, report: Report) -> None:
    """The job's work. The answer, what it found worth remembering, and that it is done are saved together."""
    part = NationPart.objects.select_related("nation").get(pk=job.arguments["part"])
    if part.is_answered or part.nation.status != S.COMPUTING:
        return
    owners = list(part.nation.owners.filter(number__in=part.owners).select_related("plan__owner"))
    work = _gather if part.kind == "gather" else _answer
    answered: Answered = {}
    for done, owner in enumerate(owners):
        report(done, len(owners))
        answered[str(owner.number)] = work(part, owner)
    with transaction.atomic():
        nation = NationPlan.objects.select_for_update().get(pk=part.nation_id)
        if nation.status == S.COMPUTING:
            NationPart.objects.filter(pk=part.pk).update(answered=answered, is_answered=True)
            NationOwner.objects.bulk_update(owners, _WRITTEN)
        report.finish()
        _go_on(nation, part, job)


_WRITTEN = ["problem", "begin", "gaps", "people", "hours_without", "left_out"]


def _go_on(nation: NationPlan, part: NationPart, job: Job) -> None:
    """Wakes the computation when this was the step's last part. One that is awake looks for itself, under the lock."""
    is_last = not nation.parts.filter(step=part.step, is_answered=False).exists()
    is_awake = Job.objects.filter(kind=KIND, about=nation.about, status__in=LIVE).exists()
    if nation.status == S.COMPUTING and is_last and not is_awake:
        jobs.start(kind=KIND, about=nation.about, by=job.started_by, at=job.started_at, arguments={"nation": nation.pk})


# Gathering


def _gather(part: NationPart, owner: NationOwner) -> None:
    """The owner's problem as it is now, without names, with the shared places; or why she cannot be part."""
    nation, plan = part.nation, owner.plan
    problem = problem_of(plan, nation)
    owner.gaps, owner.people = len(problem.gaps), len({gap.person for gap in problem.gaps})
    owner.left_out = _why_left_out(problem, nation)
    owner.problem = {} if owner.left_out else as_plain(problem)


def problem_of(plan: CompetencePlan, nation: NationPlan) -> PlanningProblem:
    """What the owner's plan rests on, without names, for the country's years and with its places."""
    plan.years = nation.years  # not saved: the plan for the country has its own length
    problem = gathered_for(plan, day=norwegian_day(nation.started_at)).problem
    pooled = (replace(one, pool=one.subject if one.subject in nation.places else "") for one in problem.options)
    return replace(
        problem,
        people=tuple(replace(person, name="") for person in problem.people),
        schools=tuple(replace(school, name="") for school in problem.schools),
        options=tuple(pooled),
        pools=(),
        companions=(),
    )


def _why_left_out(problem: PlanningProblem, nation: NationPlan) -> str:
    if not problem.gaps:
        return gettext_noop("Ingen av de ansatte mangler studiepoeng.")
    if not problem.options:
        return gettext_noop("Ingen av ordningene i planen har en sats.")
    try:
        check(replace(problem, pools=(), options=tuple(replace(one, pool="") for one in problem.options)))
    except PlanningFault:
        return gettext_noop("Det planen bygger på, motsier seg selv.")
    task = OwnerTask(problem, cells_of(nation), capacity_of(nation))
    return (
        gettext_noop("Studier som alt er bestemt, koster mer enn budsjettet.") if (task.model.rooms < 0).any() else ""
    )


def cells_of(nation: NationPlan) -> list[Cell]:
    """Every subject with shared places, in every year."""
    return [(subject, year) for subject in sorted(nation.places) for year in nation.period]


def capacity_of(nation: NationPlan) -> list[int]:
    """The places in each of the cells."""
    return [nation.places[subject] for subject, _ in cells_of(nation)]


# Answering


@dataclass
class Kept:
    """What a worker remembers from one part to the next, of one computation: models, and what owners have in common."""

    of: tuple[Any, ...] = ()
    tasks: dict[tuple[int, int], OwnerTask] = field(default_factory=dict)
    memory: Memory = field(default_factory=dict)

    def task_of(self, nation: NationPlan, owner: NationOwner) -> OwnerTask:
        """The owner's model. Known by what it is made of: a key may come back when a transaction is undone."""
        cells, capacity = cells_of(nation), capacity_of(nation)
        of = nation.pk, tuple(cells), tuple(capacity)
        if self.of != of:
            self.of, self.tasks, self.memory = of, {}, {}
        key = owner.number, hash(repr(owner.problem))
        if key not in self.tasks:
            self.tasks[key] = OwnerTask(problem_from(owner.problem), cells, capacity, self.memory)
        return self.tasks[key]


_kept = Kept()


def _answer(part: NationPart, owner: NationOwner) -> Any:
    """The owner's answer. It begins with the schedules that are stored, whoever worked for her before."""
    task = _kept.task_of(part.nation, owner)
    task.columns = set(zip(owner.begin[::2], owner.begin[1::2], strict=True))
    answer = ANSWERS[part.kind](task, part, owner)
    owner.begin = [number for column in sorted(task.columns) for number in column]
    return answer


def _nothing(task: OwnerTask, part: NationPart, owner: NationOwner) -> int:
    hours = int(task.model.amount(GAPS, task.nothing))
    owner.hours_without = Decimal(hours) / 2
    return hours


def _bid(task: OwnerTask, part: NationPart, owner: NationOwner) -> list[Any]:
    return plain_bid(task.bid(np.array(part.asked["prices"], dtype=np.int64)))


def _whole(task: OwnerTask, part: NationPart, owner: NationOwner) -> list[Any]:
    prices, own = np.array(part.asked["prices"], dtype=np.int64), part.asked_of(owner.number)
    start = np.array(own["start"], dtype=np.int64) if "start" in own else None
    answer = task.answer(prices, np.array(own["places"], dtype=np.int64), start)
    return plain_answer(answer, _closed(task, answer.choice))


def _closed(task: OwnerTask, choice: Choice) -> int:
    """How many of the owner's gaps the plan closes."""
    count = 0
    for unit, schedule in enumerate(choice.tolist()):
        family = task.model.group(unit).family
        kinds = np.array([target.kind == GAP for target in family.key.targets], dtype=bool)
        count += int((family.closes[schedule][kinds] < NEVER).sum())
    return count


ANSWERS: dict[str, Callable[[OwnerTask, NationPart, NationOwner], Any]] = {
    "nothing": _nothing,
    "bids": _bid,
    "answers": _whole,
}

__all__ = ["capacity_of", "cells_of", "do_part", "problem_of"]
