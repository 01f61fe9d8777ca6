"""The input of a run as files: what `pafyll allocate` reads, and what a replay reads years later."""

from __future__ import annotations

import io
import json
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
from pafyll.domain.allocation import NO_LIMIT, Rate, Rates, RuleSet, ruleset_from

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
    """The command that gives the same outcome from the files, in the folder where they lie."""
    parts = [
        "pafyll allocate --offers offers.csv --applications applications.csv --owners owners.csv",
        f"--rules rules.yaml --rates rates.csv --seed '{seed}'",
        *_money_options(tables.state_money),
        "--out results/",
    ]
    return " ".join(parts) + "\n"


def _money_options(money: tuple[int, ...]) -> list[str]:
    return [] if all(one == NO_LIMIT for one in money) else ["--state-money", "+".join(str(one) for one in money)]


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
