"""Allocations, for the authorities: decided runs with protocols, and simulations that are calculated as a job."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router, Schema, Status
from pydantic import Field

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, Year, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Page, page_by_key
from pafyll.api.v1.shapes import Taken
from pafyll.apps.applications.models import AllocationRun
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.applications.queries.authority import rounds_of_directorate, runs_of_authorities, simulations_of
from pafyll.apps.applications.services.simulating import simulate
from pafyll.apps.casework.models import Job
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import require
from pafyll.integrations.clock import now

router = Router(tags=["allocations"])
Code = Annotated[str, Field(min_length=1, max_length=60)]
Places = Annotated[int, Field(ge=0, le=100_000)]
Percent = Annotated[int, Field(ge=0, le=1000)]
Kroner = Annotated[int, Field(ge=-1, le=10**11)]


class Run(Schema):
    """A run of the allocation. The fingerprints are SHA-256 of what went in, of the rules, and of the outcome."""

    id: int
    study_year: int
    status: str
    seed: str
    input_hash: str
    rules_hash: str
    outcome_hash: str
    run_at: datetime
    decided_at: datetime | None
    totals: dict[str, int]


class RunProtocol(Run):
    """The run with its protocol: limits that were met, the bound, what each rule costs, and the audit."""

    protocol: dict[str, Any]


class Changed(Taken):
    """What is changed; the rest stands. Percent: 100 is unchanged. state_money: autumn and spring, -1 no limit."""

    capacity: Annotated[dict[Code, Places], Field(max_length=2000)] = {}
    capacity_percent: Annotated[dict[Code, Percent], Field(max_length=200)] = {}
    state_money: Annotated[list[Kroner], Field(min_length=2, max_length=2)] | None = None
    quota_percent: Percent | None = None
    without_quotas: bool = False
    without_owner_budgets: bool = False
    shared_places: Places | None = None


class NewSimulation(Taken):
    """A simulation of the round of a study year."""

    study_year: Annotated[int, Field(ge=2000, le=2100)]
    changes: Changed = Changed()


class Outcome(Schema):
    """How an allocation comes out: totals of applicants, places and kroner, and the fingerprints."""

    totals: dict[str, int]
    input_hash: str
    rules_hash: str
    outcome_hash: str


class Result(Schema):
    """The round as it stands, and under the changes, by the same lot."""

    seed: str
    as_it_stands: Outcome
    changed: Outcome


class Simulation(Schema):
    """How far it has come: queued, running, done, failed or cancelled. result is null until it is done."""

    id: int
    status: str
    started_at: datetime
    ended_at: datetime | None
    result: Result | None
    error: str


@operation(router, "get", "/allocations", name="allocations", gives=Page[Run], scope="allocations:read")
def allocations(request: Caller, study_year: Year = None, cursor: Cursor = "") -> Any:
    """Runs: all of them for the directorate, decided ones for the County Governors."""
    rows = runs_of_authorities(viewer=request.viewer)
    rows = rows.filter(round__study_year=study_year) if study_year else rows
    return page_by_key(rows, lambda page: [_run(one) for one in page], cursor=cursor)


@operation(router, "get", "/allocations/{int:pk}", name="allocation", gives=Run, scope="allocations:read")
def allocation(request: Caller, pk: Key) -> Any:
    """One of them."""
    return _run(_found(request, pk))


@operation(
    router,
    "get",
    "/allocations/{int:pk}/protocol",
    name="allocation_protocol",
    gives=RunProtocol,
    scope="allocations:read",
)
def allocation_protocol(request: Caller, response: HttpResponse, pk: Key) -> Any:
    """The whole protocol, for the directorate: it tells of the whole country. The outcome's fingerprint is the ETag."""
    run = _found(request, pk)
    require(may_prepare_rounds(request.viewer))
    response["ETag"] = f'"{run.outcome_hash}"'
    return _run(run) | {"protocol": run.protocol}


@operation(
    router,
    "post",
    "/allocations/simulations",
    name="new_simulation",
    gives=Simulation,
    scope="allocations:write",
    status=202,
)
def new_simulation(request: Caller, response: HttpResponse, given: NewSimulation) -> Any:
    """Begins on a simulation. Location is where to read how far it has come. One at a time for each round."""
    round = the_one(rounds_of_directorate(viewer=request.viewer).filter(study_year=given.study_year))
    changes = Changes.of(given.changes.model_dump(exclude_defaults=True))
    job = simulate(round=round, changes=changes, by=request.user, at=now())
    response["Location"] = reverse("api:simulation", args=[job.pk])
    return Status(202, _simulation(job))


@operation(
    router,
    "get",
    "/allocations/simulations/{int:pk}",
    name="simulation",
    gives=Simulation,
    scope="allocations:read",
)
def simulation(request: Caller, pk: Key) -> Any:
    """How far it has come, and the result when it is done."""
    return _simulation(the_one(simulations_of(viewer=request.viewer).filter(pk=pk)))


def _found(request: Caller, pk: int) -> AllocationRun:
    return the_one(runs_of_authorities(viewer=request.viewer).filter(pk=pk))


def _run(one: AllocationRun) -> dict[str, Any]:
    kept = ("status", "seed", "input_hash", "rules_hash", "outcome_hash", "run_at", "decided_at")
    told = {"id": one.pk, "study_year": one.round.study_year, "totals": one.protocol["totals"]}
    return {name: getattr(one, name) for name in kept} | told


def _simulation(one: Job) -> dict[str, Any]:
    kept = ("status", "started_at", "ended_at", "error")
    return {name: getattr(one, name) for name in kept} | {"id": one.pk, "result": one.result or None}
