"""Looks at a result that is already written: is it untouched, does it come out the same, do the chains hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from pafyll.cli.inputs import Request, read_input
from pafyll.cli.telling import Steps
from pafyll.cli.writing import fingerprints, read_manifest
from pafyll.domain.allocation import (
    Chain,
    Outcome,
    Problem,
    Step,
    allocate,
    audit,
    explain,
    fingerprint_of_problem,
    outcome_fingerprint,
    replay,
    rules_hash,
)
from pafyll.protocols.language import _, said
from pafyll.protocols.results import results_of
from pafyll.protocols.run import Input


def sentences_of(folder: Path, application_id: str) -> list[str] | None:
    """The sentences of one application's chain as chains.jsonl has them, None when the application is not there."""
    read_manifest(folder)
    sought = json.dumps(application_id, ensure_ascii=False)
    with (folder / "chains.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            if sought in line and (content := json.loads(line))["application_id"] == application_id:
                return [step["text"] for step in content["steps"]]
    return None


def translated_sentences_of(folder: Path, application_id: str) -> list[str]:
    """The same chain worked out again, so that its amounts can be said in the chosen language."""
    given = read_again(folder)
    outcome = allocate(given.problem, given.rules, given.seed)
    chain = explain(given.problem, given.rules, outcome, given.problem.index_of(application_id))
    return [said(step.text) for step in chain.steps]


def result_of(folder: Path, application_id: str) -> dict[str, Any]:
    """The application's row in results.csv."""
    rows = pl.scan_csv(folder / "results.csv", infer_schema=False).filter(pl.col("application_id") == application_id)
    return rows.collect().row(0, named=True)


def _chain(content: dict[str, Any]) -> Chain:
    steps = tuple(Step(step["code"], step["facts"]) for step in content["steps"])
    return Chain(content["application_id"], content["result"], steps)


def read_again(folder: Path) -> Input:
    """The input of an earlier run, from the tables that it kept."""
    manifest, tables = read_manifest(folder), folder / "input"
    rules = manifest["rules"]
    request = Request(
        offers=tables / "offers.csv",
        applications=tables / "applications.csv",
        owners=tables / "owners.csv",
        rates=tables / "rates.csv",
        rules=rules["study_year"],
        seed=manifest["seed"],
        state_money=tuple(manifest["state_money"]),
        cheaper_may_pass=frozenset(rules["cheaper_may_pass"]),
        shared_places=rules["shared_places"],
        without=tuple(rules["without"]),
        date=manifest["date"],
    )
    return read_input(request)


def verify_results(folder: Path, steps: Steps) -> list[str]:
    """Everything that does not agree with the folder's own account; empty when all is well."""
    manifest = read_manifest(folder)
    with steps.step(_("Sammenligner filene med fingeravtrykkene")):
        faults = _changed_files(folder, manifest["files"])
    with steps.step(_("Fordeler på nytt fra grunnlaget")):
        given = read_again(folder)
        outcome = allocate(given.problem, given.rules, given.seed)
        faults += _differences(given, outcome, manifest)
    with steps.step(_("Kontrollerer hver søker mot reglene")):
        faults += list(audit(given.problem, given.rules, given.seed, outcome).faults)
        if _csv_of(given, outcome) != (folder / "results.csv").read_bytes():
            faults.append(_("results.csv er ikke det som fordelingen gir."))
    return faults


def _changed_files(folder: Path, known: dict[str, str]) -> list[str]:
    now = fingerprints(folder)
    changed = [name for name, digest in known.items() if name in now and now[name] != digest]
    missing = [name for name in known if name not in now]
    return [
        *[_("{name} er endret etter at den ble skrevet.").format(name=name) for name in changed],
        *[_("{name} mangler.").format(name=name) for name in missing],
    ]


def _differences(given: Input, outcome: Outcome, manifest: dict[str, Any]) -> list[str]:
    pairs = [
        (fingerprint_of_problem(given.problem), manifest["input_fingerprint"], _("grunnlaget")),
        (rules_hash(given.rules), manifest["rules"]["hash"], _("reglene")),
        (outcome_fingerprint(given.problem, outcome), manifest["outcome_fingerprint"], _("resultatet")),
    ]
    told = _("Fingeravtrykket av {what} er {now}, men det står {then} i run.json.")
    return [told.format(what=what, now=now, then=then) for now, then, what in pairs if now != then]


def _csv_of(given: Input, outcome: Outcome) -> bytes:
    return results_of(given, outcome).applications.write_csv().encode()


def replay_chains(folder: Path, steps: Steps) -> tuple[list[str], int]:
    """Chains that lead to something else than results.csv says, and how many were played."""
    with steps.step(_("Leser grunnlaget")):
        problem = read_again(folder).problem
        known = _known_results(folder)
    faults, count = [], 0
    with steps.step(_("Spiller av begrunnelsene")), (folder / "chains.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            faults += _replay_faults(problem, _chain(json.loads(line)), known)
            count += 1
    if count != len(known):
        told = _("Det er {chains} begrunnelser, men {results} resultater.")
        faults.append(told.format(chains=count, results=len(known)))
    return faults, count


def _replay_faults(problem: Problem, chain: Chain, known: dict[str, tuple[str, str] | None]) -> list[str]:
    """What is wrong with one chain: it contradicts itself, or leads elsewhere than the result."""
    try:
        led_to = replay(problem, chain)
    except (ValueError, KeyError) as error:
        return [
            _("{application}: begrunnelsen går ikke opp ({why}).").format(application=chain.application_id, why=error)
        ]
    if led_to == known.get(chain.application_id):
        return []
    told = _("{application}: begrunnelsen leder til {led}, men resultatet er {result}.")
    words = {"led": _contract(led_to), "result": _contract(known.get(chain.application_id))}
    return [told.format(application=chain.application_id, **words)]


def _contract(contract: tuple[str, str] | None) -> str:
    return " ".join(contract) if contract else _("ingen plass")


def _known_results(folder: Path) -> dict[str, tuple[str, str] | None]:
    """application → (offer, scheme) or None, as results.csv says it."""
    frame = pl.read_csv(folder / "results.csv", infer_schema=False).select("application_id", "offer_id", "scheme")
    return {one: (offer, scheme) if offer else None for one, offer, scheme in frame.iter_rows()}
