"""Allocation runs: calculated by one, reviewed, put aside, replayed. The decision is in deciding.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application, Round, Scenario
from pafyll.apps.applications.permissions.authority import (
    may_discard,
    may_prepare_rounds,
    may_review,
    may_run,
)
from pafyll.apps.applications.queries.decided import named_chain
from pafyll.apps.applications.queries.groups import labels_of
from pafyll.apps.applications.queries.round_files import round_files, unzipped, zipped
from pafyll.apps.applications.queries.tables import OTHER_STUDY, rules_of, tables_of_round
from pafyll.apps.applications.services.calculating import Calculation, calculate, protocol_of
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.allocation import NoRate, RuleFault, chain_lines
from pafyll.domain.allocation.problem import (
    OFFER,
    OWNER_AUTUMN,
    OWNER_SPRING,
    SCHEME,
    STATE_AUTUMN,
    STATE_SPRING,
)
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.allocation import RUN, RunStatus
from pafyll.domain.rules.subjects import subject_name

BATCH = 1000
SCHEMES = {"substitute": "vikarordning", "scholarship": "stipendordning"}


@transaction.atomic
def run_allocation(*, round: Round, by: User, at: datetime, scenario: Scenario | None = None) -> AllocationRun:
    """Calculates the allocation and stores it with its input, chains and protocol. The same input gives the same run.

    A scenario that is run is locked. Raises Refusal when the round is not ready or a rate is missing.
    """
    require(may_run(as_viewer(by, at), round, at))
    calculation = calculation_of(round, scenario, seed=round.draw_seed)
    run = AllocationRun.objects.create(
        round=round,
        scenario=scenario,
        seed=round.draw_seed,
        input_files=zipped(round_files(calculation.tables, round.draw_seed)),
        protocol=protocol_of(calculation, labels_of(round)),
        run_by=by,
        run_at=at,
        **calculation.hashes(),
    )
    _store_results(run, calculation)
    if scenario is not None:
        _lock(scenario, by, at)
    record(about=run.about, verb="calculated", by=by, at=at, after=RunStatus.CALCULATED, outcome=run.outcome_hash)
    return run


def calculation_of(round: Round, scenario: Scenario | None, *, seed: str) -> Calculation:
    """The round as it stands, under a scenario's changes when there is one. Raises Refusal when a rate is missing."""
    return calculation_under(round, Changes.of(scenario.changes) if scenario else Changes(), seed=seed)


def calculation_under(round: Round, changes: Changes, *, seed: str) -> Calculation:
    """The round as it stands, but for the changes. Raises Refusal when a rate is missing."""
    tables = tables_of_round(round).changed(changes)
    try:
        return calculate(tables, seed)
    except NoRate as missing:
        raise Refusal(_rate_is_missing(missing)) from missing


def _rate_is_missing(missing: NoRate) -> Answer:
    return no(
        "rate_missing",
        "Det mangler en sats for {scheme} i {subject}, som noen har søkt om.",
        remedy="Før satsen med kilde på rundens side, og kjør på nytt.",
        scheme=SCHEMES.get(missing.scheme, missing.scheme),
        subject=subject_name(missing.subject).lower(),
    )


def _store_results(run: AllocationRun, calculation: Calculation) -> None:
    AllocationResult.objects.bulk_create(results_of(run, calculation), batch_size=BATCH)


def results_of(run: AllocationRun, calculation: Calculation) -> Iterator[AllocationResult]:
    """One unsaved result per applicant, in the order of application numbers. Two queries."""
    applications = dict(Application.objects.filter(round=run.round).values_list("number", "pk"))
    offers = dict(StudyOffer.objects.filter(study_year=run.round.study_year).values_list("code", "pk"))
    firsts = dict(Application.objects.filter(round=run.round).values_list("number", "offer_1__code"))
    reserve, names = reserve_positions(calculation), calculation.tables.offer_names
    problem, outcome = calculation.problem, calculation.outcome
    lines = chain_lines(problem, calculation.rules, outcome)
    for i, (number, line) in enumerate(zip(calculation.numbers, lines, strict=True)):
        held = int(outcome.contract[i])
        terms = _terms(calculation, i, held, offers, firsts[number]) if held >= 0 else {}
        yield AllocationResult(
            run=run,
            application_id=applications[number],
            is_granted=held >= 0,
            reserve_position=reserve.get(i),
            chain=named_chain(json.loads(line), names),
            **terms,
        )


def _terms(calculation: Calculation, i: int, held: int, offers: dict[str, int], first: str | None) -> dict[str, Any]:
    """What the granted contract says. An offer that is not in the catalogue stands as no offer."""
    problem = calculation.problem
    contract = problem.contract(i, held)
    code = problem.offer_ids[contract[OFFER]]
    offer = offers.get(code)
    return {
        "offer_id": offer,
        "scheme": problem.schemes[contract[SCHEME]],
        "choice": 1 if offer is None or code == first else 2,
        "state_amount": contract[STATE_AUTUMN] + contract[STATE_SPRING],
        "owner_amount": contract[OWNER_AUTUMN] + contract[OWNER_SPRING],
    }


def reserve_positions(calculation: Calculation) -> dict[int, int]:
    """Row → place on the reserve list for those without a place: by the first turn that each had in the list."""
    outcome = calculation.outcome
    firsts = {
        i: min(turns)
        for i, row in enumerate(outcome.turn.tolist())
        if outcome.contract[i] < 0 and (turns := [turn for turn in row if turn >= 0])
    }
    return {i: position for position, i in enumerate(sorted(firsts, key=lambda i: firsts[i]), start=1)}


def _lock(scenario: Scenario, by: User, at: datetime) -> None:
    if Scenario.objects.filter(pk=scenario.pk, is_locked=False).update(is_locked=True):
        scenario.is_locked = True
        record(about=f"scenario:{scenario.pk}", verb="locked", by=by, at=at)


@transaction.atomic
def save_scenario(*, round: Round, name: str, changes: Changes, by: User, at: datetime) -> Scenario:
    """Keeps a set of changes under a name, to be compared and perhaps run."""
    require(may_prepare_rounds(as_viewer(by, at)))
    require(_has_name_and_changes(name, changes))
    require(can_be_run(round, changes))
    scenario = Scenario.objects.create(
        round=round, name=name.strip(), changes=changes.stored(), created_by=by, created_at=at
    )
    record(about=f"scenario:{scenario.pk}", verb="saved", by=by, at=at, changes=scenario.changes)
    return scenario


def _has_name_and_changes(name: str, changes: Changes) -> Answer:
    if not name.strip():
        return no("name_missing", "Gi scenarioet et navn, så det kan kjennes igjen.", field="name")
    if not changes.stored():
        return no("nothing_changed", "Scenarioet endrer ingenting.", remedy="Endre minst én ting, og lagre på nytt.")
    return yes()


def can_be_run(round: Round, changes: Changes) -> Answer:
    """Whether the round's rules hold together under the changes."""
    try:
        changes.to_rules(rules_of(round))
    except RuleFault:
        return no(
            "impossible_rules",
            "Reglene henger ikke sammen når gruppene står slik.",
            remedy="Den siste gruppen må være den som tar imot alle fag. Endre rekkefølgen.",
        )
    return yes()


@transaction.atomic
def delete_scenario(*, scenario: Scenario, by: User, at: datetime) -> None:
    """Removes a scenario that nobody has run."""
    require(may_prepare_rounds(as_viewer(by, at)))
    if scenario.is_locked:
        raise Refusal(no("scenario_locked", "Scenarioet er brukt i en kjøring og er låst."))
    record(about=f"round:{scenario.round_id}", verb="scenario_removed", by=by, at=at, name=scenario.name)
    scenario.delete()


@transaction.atomic
def review_run(*, run: AllocationRun, by: User, at: datetime, note: str = "") -> AllocationRun:
    """Signs that a case officer has gone through the run. The audit must be clean."""
    require(may_review(as_viewer(by, at), run))
    require(_audit_is_clean(run))
    advance(run, lifecycle=RUN, to=RunStatus.REVIEWED, by=by, at=at, why=note)
    sign(run, reviewed_by=by, reviewed_at=at)
    return run


def _audit_is_clean(run: AllocationRun) -> Answer:
    if run.protocol["audit"]["is_clean"]:
        return yes()
    return no(
        "audit_found_faults",
        "Revisjonen fant {count} feil i kjøringen, så den kan ikke brukes.",
        remedy="Forkast kjøringen og meld fra til dem som drifter systemet.",
        count=len(run.protocol["audit"]["faults"]),
    )


def sign(run: AllocationRun, **signature: Any) -> None:
    """Writes who did what on the run."""
    AllocationRun.objects.filter(pk=run.pk).update(**signature)
    for name, value in signature.items():
        setattr(run, name, value)


@transaction.atomic
def discard_run(*, run: AllocationRun, by: User, at: datetime, why: str) -> AllocationRun:
    """Puts a run aside with a reason. It stays readable; a decided run cannot be put aside."""
    require(may_discard(as_viewer(by, at), run))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor kjøringen forkastes.", field="why"))
    advance(run, lifecycle=RUN, to=RunStatus.DISCARDED, by=by, at=at, why=why)
    return run


@dataclass(frozen=True)
class Replay:
    """Whether the run comes out the same again from its stored input, fingerprint by fingerprint and row by row."""

    same_input: bool
    same_rules: bool
    same_outcome: bool
    same_rows: bool
    audit_is_clean: bool

    def __bool__(self) -> bool:
        return all(vars(self).values())


def replay(run: AllocationRun) -> Replay:
    """Calculates the run again from the files it stored, and compares with what it stored. Writes nothing."""
    tables, seed = unzipped(bytes(run.input_files))
    again = calculate(tables, seed)
    hashes = again.hashes()
    return Replay(
        same_input=hashes["input_hash"] == run.input_hash,
        same_rules=hashes["rules_hash"] == run.rules_hash,
        same_outcome=hashes["outcome_hash"] == run.outcome_hash,
        same_rows=_rows_as_calculated(again) == _rows_as_stored(run),
        audit_is_clean=bool(again.audit()),
    )


Row = tuple[str, bool, str, str, int, int]  # number, granted, offer, scheme, the state's kroner, the owner's kroner


def _rows_as_calculated(calculation: Calculation) -> set[Row]:
    problem, outcome = calculation.problem, calculation.outcome
    rows = set()
    for i, number in enumerate(calculation.numbers):
        contract = problem.contract(i, held) if (held := int(outcome.contract[i])) >= 0 else None
        code = problem.offer_ids[contract[OFFER]] if contract else ""
        scheme = problem.schemes[contract[SCHEME]] if contract else ""
        state = contract[STATE_AUTUMN] + contract[STATE_SPRING] if contract else 0
        owner = contract[OWNER_AUTUMN] + contract[OWNER_SPRING] if contract else 0
        rows.add((number, contract is not None, "" if code.startswith(OTHER_STUDY) else code, scheme, state, owner))
    return rows


def _rows_as_stored(run: AllocationRun) -> set[Row]:
    columns = ("application__number", "is_granted", "offer__code", "scheme", "state_amount", "owner_amount")
    rows = run.results.values_list(*columns)
    return {(number, granted, code or "", *terms) for number, granted, code, *terms in rows}


@transaction.atomic
def check_again(*, run: AllocationRun, by: User, at: datetime) -> Replay:
    """Replays the run for a person, and records what came out."""
    require(may_prepare_rounds(as_viewer(by, at)))
    result = replay(run)
    record(about=run.about, verb="replayed", by=by, at=at, is_same=bool(result), **vars(result))
    return result


def require_current_input(run: AllocationRun) -> None:
    """Raises Refusal when the round has changed since the run: somebody withdrew, a rate or a place is another."""
    now = calculation_of(run.round, run.scenario, seed=run.seed)
    hashes = now.hashes()
    if (hashes["input_hash"], hashes["rules_hash"]) != (run.input_hash, run.rules_hash):
        raise Refusal(
            no(
                "input_changed",
                "Runden er endret etter kjøringen: en søknad, en plass, en ramme eller en sats er en annen.",
                remedy="Kjør fordelingen på nytt og kontroller den nye kjøringen.",
            )
        )
