"""Simulations: what a round would come to under some changes, calculated as a job. Nothing of the round is altered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.applications.queries.authority import SIMULATION
from pafyll.apps.applications.services.allocating import calculation_under, can_be_run
from pafyll.apps.applications.services.calculating import totals_of
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.jobs import Report
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import jobs, require
from pafyll.domain.allocation.scenarios import Changes

TRIAL_SEED = "prøve"  # before the round has its own


@transaction.atomic
def simulate(*, round: Round, changes: Changes, by: User, at: datetime) -> Job:
    """Puts the simulation in the queue. One at a time for each round."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(can_be_run(round, changes))
    about = f"round:{round.pk}"
    return jobs.start(
        kind=SIMULATION, about=about, by=by, at=at, arguments={"round": round.pk, "changes": changes.stored()}
    )


def simulate_in_job(job: Job, report: Report) -> None:
    """Calculates the round as it stands, and under the changes. Raises Refusal where a rate is missing."""
    round = Round.objects.get(pk=job.arguments["round"])
    changes = Changes.of(job.arguments["changes"])
    report(0, 2)
    as_it_stands = _outcome(round, Changes())
    report(1, 2)
    changed = _outcome(round, changes) if changes.stored() else as_it_stands
    with transaction.atomic():
        report.finish({"as_it_stands": as_it_stands, "changed": changed, "seed": _seed(round)})


def _outcome(round: Round, changes: Changes) -> dict[str, Any]:
    calculation = calculation_under(round, changes, seed=_seed(round))
    return {"totals": totals_of(calculation), **calculation.hashes()}


def _seed(round: Round) -> str:
    return round.draw_seed or TRIAL_SEED
