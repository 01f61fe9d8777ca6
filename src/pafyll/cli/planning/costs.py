"""What a study in the offers file costs: by the scheme's rates, by a rate in the file, or by own estimates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pafyll.domain.answers import Refusal
from pafyll.domain.grants.lines import CostLine
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import LABELS, OWNER, STATE, Study, shares_of
from pafyll.domain.parameters import NoValueInForce, SourcesDisagree
from pafyll.domain.planning import Option
from pafyll.domain.schemes import schemes
from pafyll.domain.schemes.scheme import RELEASE
from pafyll.domain.values import SchoolYear, by_semester
from pafyll.protocols.language import _

OWN_ESTIMATE = "Eget anslag i filen med studier"


def option_of(row: Mapping[str, Any], first: SchoolYear) -> Option | str:
    """The option of one row; or, in words, why its cost cannot be worked out."""
    credits = Decimal(str(row["credits"]))
    try:
        costs = _costs(row, credits, first)
    except NoValueInForce as gap:
        return _("satsen {name} er ikke kjent for ordningen {scheme}.").format(name=gap.name, scheme=row["scheme"])
    except SourcesDisagree as fault:
        return str(fault)
    except Refusal as refusal:
        return _(refusal.answer.text).format_map(refusal.answer.facts)
    return Option(
        id=row["offer_id"],
        subject=row["subject"],
        credits=credits,
        semesters=row["semesters"],
        scheme=row["scheme"],
        costs=costs,
        release_percent=_release(row, credits, first),
        pool=row["offer_id"] if row.get("places") is not None else "",
        provider=row.get("provider") or "",
        stages=tuple(filter(None, (row.get("stages") or "").split(";"))),
        from_year=SchoolYear(row["from_year"]) if row.get("from_year") else None,
        to_year=SchoolYear(row["to_year"]) if row.get("to_year") else None,
        once=bool(row.get("once")),
    )


def _costs(row: Mapping[str, Any], credits: Decimal, first: SchoolYear) -> tuple[CostLine, ...]:
    if row.get("state_cost") is not None or row.get("owner_cost") is not None:
        return tuple(_estimates(row, first))
    rates = None
    if row.get("cost_per_30_credits") is not None:
        rates = RateTable(
            (RateRow(row["scheme"], "", "cost", row["cost_per_30_credits"], OWN_ESTIMATE),), first.starts_on
        )
    study = Study(row["subject"], credits, row["semesters"])
    return shares_of(study, scheme=row["scheme"], on=first.starts_on, rates=rates).money


def _estimates(row: Mapping[str, Any], first: SchoolYear) -> list[CostLine]:
    found = []
    for payer, column in ((STATE, "state_cost"), (OWNER, "owner_cost")):
        parts = by_semester(row.get(column) or 0, row["semesters"])
        found += [
            CostLine(payer, term, LABELS[payer], OWN_ESTIMATE, OWN_ESTIMATE, {}, amount)
            for term, amount in zip((first.autumn, first.spring), parts, strict=True)
            if amount
        ]
    return found


def _release(row: Mapping[str, Any], credits: Decimal, first: SchoolYear) -> Decimal:
    """As the row says; else what the scheme states for 30 credits in a year; else nothing."""
    if row.get("release_percent") is not None:
        return Decimal(str(row["release_percent"]))
    stated = schemes()[row["scheme"]].optional(RELEASE, first.starts_on)
    terms = len(row["semesters"])
    return Decimal(str(stated.value)) * credits / 30 * (2 / Decimal(terms)) if stated else Decimal(0)
