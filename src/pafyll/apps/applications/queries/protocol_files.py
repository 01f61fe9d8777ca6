"""A run's protocol as the command line makes it: from the files that went in, and what was found out then."""

from __future__ import annotations

import json
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from pafyll.apps.applications.models import AllocationRun
from pafyll.domain.allocation import (
    AuditReport,
    Bound,
    CutOff,
    Outcome,
    RuleCost,
    allocate,
    outcome_fingerprint,
    ruleset_from,
)
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.integrations.clock import OSLO
from pafyll.protocols.blocks import Protocol
from pafyll.protocols.breakdown import breakdowns
from pafyll.protocols.content import protocol_of
from pafyll.protocols.language import speaking
from pafyll.protocols.reading import Conditions, Files, input_from
from pafyll.protocols.results import results_of
from pafyll.protocols.run import Findings, Input


def protocol_of_run(run: AllocationRun, *, language: str) -> Protocol:
    """The whole protocol, dated the day of the run in Norway. The places are given anew from the stored files.

    Bound, rule costs and checks are those that were stored with the run: what was signed is what is shown. Raises
    Refusal when the files no longer give the outcome that was stored.
    """
    with speaking(language):
        given = input_of(run)
        outcome = allocate(given.problem, given.rules, given.seed)
        require(_is_the_stored_outcome(run, given, outcome))
        results = results_of(given, outcome)
        return protocol_of(given, outcome, results, _findings(run.protocol), breakdowns(given, results), language)


def input_of(run: AllocationRun) -> Input:
    """What went in, read and checked from the stored files as the command line reads them."""
    with tempfile.TemporaryDirectory() as unpacked, zipfile.ZipFile(BytesIO(bytes(run.input_files))) as archive:
        folder = Path(unpacked)
        archive.extractall(folder)
        told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        rules = ruleset_from(yaml.safe_load((folder / "rules.yaml").read_text(encoding="utf-8")))
        date = run.run_at.astimezone(OSLO).date().isoformat()
        conditions = Conditions(rules, told["seed"], tuple(told["state_money"]), date)
        names = ("offers", "applications", "owners", "rates")
        return input_from(Files(*(folder / f"{name}.csv" for name in names)), conditions)


def _findings(stored: dict[str, Any]) -> Findings:
    checked = stored["audit"]
    return Findings(
        report=AuditReport(tuple(checked["faults"]), checked["checked"]),
        cut_offs=[CutOff(**one) for one in stored["cut_offs"]],
        bound=Bound(**stored["bound"]),
        costs=[RuleCost(**one) for one in stored["rule_costs"]],
    )


def _is_the_stored_outcome(run: AllocationRun, given: Input, outcome: Outcome) -> Answer:
    if outcome_fingerprint(given.problem, outcome) == run.outcome_hash:
        return yes()
    return no(
        "outcome_differs",
        "Filene til kjøring {run} gir ikke lenger det resultatet som er lagret, så protokollen kan ikke settes opp.",
        remedy="Etterprøv kjøringen, og meld fra til dem som drifter Påfyll.",
        run=run.pk,
    )
