"""The computation itself, as a job that asks the owners' parts and sets their answers together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
from django.db import transaction

from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance, jobs
from pafyll.apps.planning.models import NationOwner, NationPart, NationPlan
from pafyll.apps.planning.services.nation.crew import Recorded, Told, Unanswered, each_asked
from pafyll.apps.planning.services.nation.parts import capacity_of, cells_of
from pafyll.apps.planning.services.nation.starting import PART_KIND, forget_inputs
from pafyll.domain.lifecycles.nation_plan import NATION_PLAN
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.domain.planning.sharing import Shared, dealt, share_places

MOST_PARTS = 16  # of a step: enough for many workers, few enough that asking costs little


def compute_nation(job: Job, report: Report) -> None:
    """The job's work: runs as far as the answers reach, asks for more, and ends. The last part of a step wakes it."""
    while True:
        nation = NationPlan.objects.get(pk=job.arguments["nation"])
        if nation.status != S.COMPUTING:
            return
        report(len(nation.told), 0, _told_in_words(nation))
        try:
            found, told = _run(nation)
        except Unanswered as question:
            if _asked_and_waiting(nation, question, job, report):
                return
            continue
        _keep(nation, found, told, job, report)
        return


def _run(nation: NationPlan) -> tuple[Shared, list[list[Any]]]:
    """The computation on the answers there are. Raises Unanswered."""
    gathering = list(nation.parts.filter(step=0))
    everyone = list(nation.owners.all())
    if not gathering or not all(part.is_answered for part in gathering):
        raise Unanswered(0, "gather", [owner.number for owner in everyone], {})
    owners = [owner for owner in everyone if not owner.left_out]
    if not owners:
        return Shared((), 0.0, 0.0, 0, {}), []
    told: list[list[Any]] = []
    capacity = np.array(capacity_of(nation), dtype=np.int64)
    try:
        found = share_places(
            Recorded(nation, owners), cells_of(nation), capacity, on_progress=lambda *said: told.append(list(said))
        )
    except Unanswered:
        NationPlan.objects.filter(pk=nation.pk, status=S.COMPUTING).update(told=told)
        raise
    return found, told


def _asked_and_waiting(nation: NationPlan, question: Unanswered, job: Job, report: Report) -> bool:
    """Hands the question to the workers unless that is done; whether there is anything to wait for.

    Under the plan's lock: either the last part sees that this job is over and wakes a new one, or this sees its answer.
    """
    with transaction.atomic():
        NationPlan.objects.select_for_update().get(pk=nation.pk)
        report(len(nation.told), 0)
        if not nation.parts.filter(step=question.step).exists():
            _ask(nation, question, job)
        if not nation.parts.filter(step=question.step, is_answered=False).exists():
            return False
        report.finish({"step": question.step})
        return True


def _ask(nation: NationPlan, question: Unanswered, job: Job) -> None:
    sizes = dict(nation.owners.filter(number__in=question.owners).values_list("number", "gaps"))
    weights = [(sizes[number] or 0) for number in question.owners]
    groups = [group for group in dealt(weights, min(MOST_PARTS, len(weights))) if group]
    for number, group in enumerate(groups):
        owners = [question.owners[k] for k in group]
        part = NationPart.objects.create(
            nation=nation,
            step=question.step,
            number=number,
            kind=question.kind,
            owners=owners,
            asked=each_asked(owners, question.asked),
        )
        jobs.start(kind=PART_KIND, about=part.about, by=job.started_by, at=job.started_at, arguments={"part": part.pk})


@transaction.atomic
def _keep(nation: NationPlan, found: Shared, told: list[list[Any]], job: Job, report: Report) -> None:
    """What it came to, for the country and for each owner; what it needed on the way is forgotten."""
    fresh = NationPlan.objects.select_for_update().get(pk=nation.pk)
    hours, bound = (Decimal(str(value)).quantize(Decimal("0.1")) for value in (found.hours, found.bound))
    fresh.told, fresh.rounds, fresh.hours, fresh.bound, fresh.ended_at = (
        told,
        found.rounds,
        hours,
        bound,
        job.started_at,
    )
    fresh.save(update_fields=["told", "rounds", "hours", "bound", "ended_at"])
    owners = list(fresh.owners.filter(left_out=""))
    for owner, answer in zip(owners, found.answers, strict=True):
        _tell_owner(fresh, owner, answer)
    NationOwner.objects.bulk_update(owners, ["hours", "closed", "taken"], batch_size=100)
    forget_inputs(fresh)
    advance(fresh, lifecycle=NATION_PLAN, to=S.COMPUTED, by=job.started_by, at=job.started_at)
    report.finish({"hours": str(hours), "bound": str(bound)})


def _tell_owner(nation: NationPlan, owner: NationOwner, answer: Any) -> None:
    assert isinstance(answer, Told)
    owner.hours, owner.closed = Decimal(answer.hours) / 2, answer.closed
    taken: dict[str, list[int]] = {}
    for (subject, _), places in zip(cells_of(nation), answer.places.tolist(), strict=True):
        taken.setdefault(subject, []).append(places)
    owner.taken = {subject: places for subject, places in taken.items() if any(places)}


def _told_in_words(nation: NationPlan) -> str:
    return f"{len(nation.told)} steg er ferdige." if nation.told else "Samler det som trengs fra skoleeierne."
