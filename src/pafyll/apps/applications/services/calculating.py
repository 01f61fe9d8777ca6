"""One calculation of an allocation: the engine's outcome, its fingerprints, and the protocol that a person reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pafyll.apps.applications.queries.groups import DIMENSIONS, Labels, group_rows
from pafyll.apps.applications.queries.tables import RoundTables
from pafyll.domain.allocation import (
    AuditReport,
    Outcome,
    Problem,
    RuleSet,
    allocate,
    audit,
    bound,
    cut_offs,
    fingerprint_of_problem,
    outcome_fingerprint,
    rule_costs,
    rules_hash,
)
from pafyll.domain.allocation.outcome import held
from pafyll.domain.allocation.problem import OWNER_AUTUMN, OWNER_SPRING, STATE_AUTUMN, STATE_SPRING


@dataclass(frozen=True, eq=False)
class Calculation:
    """What went in and what came out."""

    tables: RoundTables
    problem: Problem
    seed: str
    outcome: Outcome

    @property
    def rules(self) -> RuleSet:
        return self.tables.rules

    @property
    def numbers(self) -> list[str]:
        """The application numbers in the order of the problem's rows."""
        return [one.decode() for one in self.problem.application_ids.tolist()]

    @property
    def granted(self) -> list[bool]:
        """Whether each applicant got a place, in the order of numbers."""
        return [bool(one) for one in self.outcome.contract >= 0]

    def hashes(self) -> dict[str, str]:
        """The three fingerprints, as the run stores them."""
        return {
            "input_hash": fingerprint_of_problem(self.problem),
            "rules_hash": rules_hash(self.rules),
            "outcome_hash": outcome_fingerprint(self.problem, self.outcome),
        }

    def audit(self) -> AuditReport:
        """The independent check of every applicant."""
        return audit(self.problem, self.rules, self.seed, self.outcome)


def calculate(tables: RoundTables, seed: str) -> Calculation:
    """Allocates the tables under their rules. Raises NoRate where a wish has no rate."""
    problem = tables.problem()
    return Calculation(tables, problem, seed, allocate(problem, tables.rules, seed))


def protocol_of(calculation: Calculation, labels: Labels) -> dict[str, Any]:
    """Everything that the run page and the files show beside the rows themselves, as JSON values."""
    return {
        "study_year": calculation.rules.study_year,
        "title": calculation.rules.title,
        "state_money": list(calculation.tables.state_money),
        "totals": totals_of(calculation),
        "names": calculation.tables.names,
        "tiers": _tiers(calculation),
        "groups": _groups(calculation, labels),
        "cut_offs": _cut_offs(calculation),
        "bound": _bound(calculation),
        "rule_costs": _rule_costs(calculation),
        "audit": _audit(calculation),
        "rates": [asdict(rate) | {"subjects": sorted(rate.subjects)} for rate in calculation.tables.rates.rates],
    }


def totals_of(calculation: Calculation) -> dict[str, int]:
    """Applicants, places given, and kroner by payer and budget year."""
    _, contracts = held(calculation.problem, calculation.outcome)
    columns = {
        "state_autumn": STATE_AUTUMN,
        "state_spring": STATE_SPRING,
        "owner_autumn": OWNER_AUTUMN,
        "owner_spring": OWNER_SPRING,
    }
    money = {name: int(contracts[:, column].sum(dtype=np.int64)) for name, column in columns.items()}
    applicants, placed = calculation.problem.applicants, calculation.outcome.placed
    return {"applicants": applicants, "granted": placed, "refused": applicants - placed, **money}


def _tiers(calculation: Calculation) -> list[dict[str, Any]]:
    counts = np.bincount(
        calculation.outcome.tier[calculation.outcome.tier >= 0], minlength=len(calculation.rules.tiers)
    )
    pairs = zip(calculation.rules.tiers, counts, strict=True)
    return [{"code": tier.code, "title": tier.title, "granted": int(count)} for tier, count in pairs]


def _groups(calculation: Calculation, labels: Labels) -> dict[str, list[dict[str, Any]]]:
    return {name: [asdict(row) for row in rows_by(calculation, labels, name)] for name in DIMENSIONS}


def rows_by(calculation: Calculation, labels: Labels, dimension: str) -> list[Any]:
    """The groups of one side with applicants and places given."""
    return group_rows(dimension, labels.of(dimension, calculation.numbers), [calculation.granted])


def _cut_offs(calculation: Calculation) -> list[dict[str, Any]]:
    """Every limit that refused somebody."""
    limits = cut_offs(calculation.problem, calculation.rules, calculation.outcome)
    return [plain(asdict(limit)) for limit in limits]


def _bound(calculation: Calculation) -> dict[str, Any]:
    return plain(asdict(bound(calculation.problem, calculation.rules, calculation.outcome)))


def _rule_costs(calculation: Calculation) -> list[dict[str, Any]]:
    costs = rule_costs(calculation.problem, calculation.rules, calculation.seed, calculation.outcome)
    return [plain(asdict(cost)) for cost in costs]


def _audit(calculation: Calculation) -> dict[str, Any]:
    report = calculation.audit()
    return {"is_clean": bool(report), "faults": list(report.faults), "checked": plain(dict(report.checked))}


def plain(value: Any) -> Any:
    """The value as JSON knows it: NumPy's numbers become Python's."""
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.item() if isinstance(value, np.generic) else value
