"""The input of a run as files: what `pafyll allocate` reads, and what a replay reads years later."""

from __future__ import annotations

import io
import json
import shlex
import zipfile
from dataclasses import asdict
from typing import Any

import polars as pl
import yaml

from pafyll.apps.applications.queries.tables import (
    APPLICATION_COLUMNS,
    OFFER_COLUMNS,
    OWNER_COLUMNS,
    RoundTables,
)
from pafyll.domain.allocation import NO_LIMIT, Rate, Rates, RuleSet, ruleset, ruleset_from

TABLES = {"offers": OFFER_COLUMNS, "applications": APPLICATION_COLUMNS, "owners": OWNER_COLUMNS}
RATE_COLUMNS = {
    "scheme": pl.String,
    "subjects": pl.String,  # apart by ";", empty for every subject
    "state_per_30_credits": pl.Int64,
    "owner_per_30_credits": pl.Int64,
    "source": pl.String,
}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say: the same content gives the same bytes


def round_files(tables: RoundTables, seed: str) -> dict[str, bytes]:
    """The files by name: three tables, rates, rules, and the command that gives the same outcome."""
    files = {f"{name}.csv": getattr(tables, name).write_csv().encode() for name in TABLES}
    files["rates.csv"] = _rates_as_csv(tables.rates)
    files["rules.yaml"] = yaml.safe_dump(rules_as_mapping(tables.rules), allow_unicode=True, sort_keys=False).encode()
    files["run.json"] = json.dumps({"seed": seed, "state_money": list(tables.state_money)}, ensure_ascii=False).encode()
    files["command.txt"] = command_line(tables, seed).encode()
    return files


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in one archive, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(content: bytes) -> tuple[RoundTables, str]:
    """(tables, seed) from the archive that `zipped` made."""
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    run = json.loads(files["run.json"])
    frames = {name: pl.read_csv(files[f"{name}.csv"], schema=columns) for name, columns in TABLES.items()}
    tables = RoundTables(
        **frames,
        rates=_rates_from_csv(files["rates.csv"]),
        state_money=tuple(run["state_money"]),
        rules=ruleset_from(yaml.safe_load(files["rules.yaml"])),
    )
    return tables, run["seed"]


def command_line(tables: RoundTables, seed: str) -> str:
    """The command that gives the same outcome from the files, in the folder where they lie.

    Rules that no option can express (groups in another order) are said to be so, in Norwegian.
    """
    options = rule_options(tables.rules)
    if options is None:
        return "Reglene i rules.yaml er et scenario som ikke kan gis på kommandolinjen.\n"
    files = ["--offers offers.csv --applications applications.csv --owners owners.csv --rates rates.csv"]
    rules = [f"--rules {tables.rules.study_year} --seed {shlex.quote(seed)}", *options]
    return " ".join(["pafyll allocate", *files, *rules, *_money_options(tables.state_money), "--out results/"]) + "\n"


def rule_options(rules: RuleSet) -> list[str] | None:
    """The options that turn the year's rule set into these rules; None when none do."""
    base = ruleset(rules.study_year)
    shared = next((tier.shared_places for tier in rules.tiers if tier.shared_by_teacher_fte), -1)
    without = [code for code in base.order if code not in rules.order]
    turned = base.with_options(
        cheaper_may_pass_state=rules.cheaper_may_pass_state,
        cheaper_may_pass_owner=rules.cheaper_may_pass_owner,
        shared_places=shared if shared >= 0 else None,
        without=without,
    )
    if turned != rules:
        return None
    passing = [who for who in ("state", "owner") if getattr(rules, f"cheaper_may_pass_{who}")]
    added = [who for who in passing if not getattr(base, f"cheaper_may_pass_{who}")]
    places = [f"--shared-places {shared}"] if shared >= 0 else []
    return [*places, *(f"--without {code}" for code in without), *(f"--cheaper-may-pass {who}" for who in added)]


def _money_options(money: tuple[int, ...]) -> list[str]:
    names = ("--state-money",) if len(money) == 1 else ("--state-autumn", "--state-spring")
    return [f"{name} {amount}" for name, amount in zip(names, money, strict=True) if amount != NO_LIMIT]


def _rates_as_csv(rates: Rates) -> bytes:
    rows = [asdict(rate) | {"subjects": ";".join(sorted(rate.subjects))} for rate in rates.rates]
    kept = [{name: row[name] for name in RATE_COLUMNS} for row in rows]
    return pl.DataFrame(kept, schema=RATE_COLUMNS, orient="row").write_csv().encode()


def _rates_from_csv(content: bytes) -> Rates:
    rows = pl.read_csv(content, schema=RATE_COLUMNS).iter_rows(named=True)
    return Rates(
        Rate(**row | {"subjects": frozenset(filter(None, (row["subjects"] or "").split(";")))}) for row in rows
    )


def rules_as_mapping(rules: RuleSet) -> dict[str, Any]:
    """The rules in the form of a rule file: `ruleset_from` gives the same rules back, with the same hash."""
    order = zip(rules.order, rules.order_sources, strict=True)
    return {
        "study_year": rules.study_year,
        "title": rules.title,
        "source": rules.source,
        "tiers": [_tier_as_mapping(asdict(tier)) for tier in rules.tiers],
        "order": [{"criterion": code, "source": source} for code, source in order],
        "contract_order": {"code": rules.contract_order},
        "cheaper_may_pass": {"state": rules.cheaper_may_pass_state, "owner": rules.cheaper_may_pass_owner},
        "own_readings": list(rules.own_readings),
    }


def _tier_as_mapping(tier: dict[str, Any]) -> dict[str, Any]:
    matches = [{name: list(codes) for name, codes in one.items()} for one in tier["any_of"]]
    return {**tier, "any_of": matches}
