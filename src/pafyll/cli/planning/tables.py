"""A plan as tables: its lines, what it costs, what it reaches, what is left open, and why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from pafyll.domain.grants.shares import LABELS
from pafyll.domain.planning import Infeasible, Plan, PlanLine, Text
from pafyll.domain.rules.subjects import subject_name
from pafyll.protocols.language import _

OBJECTIVES = {
    "gaps": _("Timer uten studiepoengene"),
    "moves": _("Flyttede personer"),
    "wishes": _("Oppfylte ønsker"),
    "cost": _("Kostnad i kroner"),
    "refusals": _("Ventetid for dem som har fått avslag"),
    "companions": _("Kolleger som studerer sammen"),
}


def said(text: Text) -> str:
    """The sentence in the chosen language."""
    return _(text.template).format_map(text.facts)


def lines_of(plan: Plan) -> pl.DataFrame:
    """One row for each study."""
    names = {person.id: person.name for person in plan.problem.people}
    rows = [
        {
            "school_year": str(line.year),
            "person_id": line.person,
            "name": names[line.person],
            "school": line.school,
            "subject": line.subject,
            "subject_name": _(subject_name(line.subject)),
            "credits": float(line.credits),
            "semesters": line.semesters,
            "scheme": line.scheme,
            "offer_id": line.option,
            "state": int(sum(cost.amount for cost in line.costs if cost.payer == "state")),
            "owner": int(sum(cost.amount for cost in line.costs if cost.payer == "owner")),
            "closes": "; ".join(stage for _subject, stage in line.closes),
            "reasons": " ".join(said(text) for text in line.reasons),
        }
        for line in plan.lines
    ]
    return pl.DataFrame(rows, schema=_LINES)


_LINES: dict[str, Any] = {
    **dict.fromkeys(("school_year", "person_id", "name", "school", "subject", "subject_name"), pl.String),
    "credits": pl.Float64,
    **dict.fromkeys(("semesters", "scheme", "offer_id"), pl.String),
    **dict.fromkeys(("state", "owner"), pl.Int64),
    **dict.fromkeys(("closes", "reasons"), pl.String),
}


def costs_of(plan: Plan) -> pl.DataFrame:
    """Kroner for each budget year and payer, then for each school year and payer: the same money seen twice."""
    rows = [
        (view, str(year), payer, _(LABELS.get(payer, payer)), int(amount))
        for view, sums in (("budget_year", plan.costs.by_budget_year), ("school_year", plan.costs.by_school_year))
        for (year, payer), amount in sums.items()
    ]
    names = ("view", "year", "payer", "payer_name")
    return pl.DataFrame(rows, schema={**dict.fromkeys(names, pl.String), "kroner": pl.Int64}, orient="row")


def funding_of(plan: Plan) -> pl.DataFrame:
    """What each budget pays and what is left of it."""
    rows = [
        (
            str(one.budget.year),
            one.budget.source,
            ";".join(one.budget.payers),
            ";".join(one.budget.schemes),
            int(one.budget.amount),
            int(one.spent),
            int(one.left),
        )
        for one in plan.funding
    ]
    schema = {
        **dict.fromkeys(("year", "source", "payers", "schemes"), pl.String),
        **dict.fromkeys(("amount", "spent", "left"), pl.Int64),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def reached_of(plan: Plan) -> pl.DataFrame:
    """Each objective with its value, what no plan can beat, and the gap between them in per cent."""
    rows = [
        (
            one.objective,
            _(OBJECTIVES[one.objective]),
            float(one.value),
            float(one.bound),
            round(float(one.gap_percent), 3),
        )
        for one in plan.reached
    ]
    numbers = dict.fromkeys(("value", "bound", "gap_percent"), pl.Float64)
    return pl.DataFrame(rows, schema={"objective": pl.String, "name": pl.String, **numbers}, orient="row")


def unplaced_of(plan: Plan) -> pl.DataFrame:
    """The gaps that the plan does not close, and why."""
    names = {person.id: person.name for person in plan.problem.people}
    rows = [
        (
            one.person,
            names[one.person],
            one.subject,
            _(subject_name(one.subject)),
            one.stage,
            " ".join(map(said, one.reasons)),
        )
        for one in plan.unplaced
    ]
    columns = ("person_id", "name", "subject", "subject_name", "stage", "reasons")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def moves_of(plan: Plan) -> pl.DataFrame:
    """Who has other studies than in the earlier plan: what she had, what she has now, and why."""
    names = {person.id: person.name for person in plan.problem.people}
    rows = [
        (
            one.person,
            names.get(one.person, ""),
            _studies(one.before),
            _studies(one.after),
            " ".join(map(said, one.reasons)),
        )
        for one in plan.moves
    ]
    columns = ("person_id", "name", "before", "after", "reasons")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _studies(lines: Iterable[PlanLine]) -> str:
    return "; ".join(f"{line.year} {line.option}" for line in lines if line.option)


def shortages_of(infeasible: Infeasible) -> list[dict[str, Any]]:
    """The reasons as data."""
    return [
        {
            "kind": one.kind,
            "when": str(one.year or ""),
            "who": one.who,
            "amount": float(one.amount),
            "unit": one.unit,
            "text": said(one.text),
        }
        for one in infeasible.reasons
    ]
