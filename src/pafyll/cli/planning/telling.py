"""What `pafyll plan` says when it is done, to people and to programs."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.table import Table

from pafyll.cli.planning.reading import Read
from pafyll.cli.planning.tables import (
    OBJECTIVES,
    costs_of,
    funding_of,
    lines_of,
    moves_of,
    reached_of,
    shortages_of,
    unplaced_of,
)
from pafyll.cli.telling import answers as console
from pafyll.domain.planning import Infeasible, Plan
from pafyll.domain.planning.blocking import month_of
from pafyll.protocols.language import _
from pafyll.protocols.numbers import number

MOST_MOVES = 20  # people who are named on the screen; the file has them all


def tell(plan: Plan, given: Read, out: Path | None) -> None:
    """How many study, when the last gap is closed, what it costs each year, and what no plan can beat."""
    people = len({line.person for line in plan.lines})
    one = _("Én lærer tar {studies} studier. {closed} av {gaps} mangler blir dekket.")
    one_study = _("Én lærer tar ett studium. {closed} av {gaps} mangler blir dekket.")
    several = _("{people} lærere tar {studies} studier. {closed} av {gaps} mangler blir dekket.")
    said = several if people != 1 else one if len(plan.lines) != 1 else one_study
    facts = {"people": number(people), "studies": number(len(plan.lines)), "gaps": number(len(plan.problem.gaps))}
    console.print(said.format(**facts, closed=number(len(plan.problem.gaps) - len(plan.unplaced))))
    if last := plan.last_gap_closes:
        year, semester = last.school_year.start, 0 if last.is_autumn else 1
        console.print(_("Den siste er dekket fra {when}.").format(when=month_of(year, semester)))
    _tell_costs(plan)
    _tell_bounds(plan)
    if given.has_previous:
        _tell_moves(plan)
    for line in given.assumed:
        console.print(line, markup=False)
    if out is not None:
        console.print(_("Plan, kostnad, grenser og begrunnelser ligger i {folder}.").format(folder=out), markup=False)


def _tell_costs(plan: Plan) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for heading in (_("Budsjettår"), _("Betaler"), _("Kroner")):
        table.add_column(heading, justify="right" if heading == _("Kroner") else "left")
    for view, year, _payer, name, kroner in costs_of(plan).iter_rows():
        if view == "budget_year":
            table.add_row(year, name, number(kroner))
    console.print()
    console.print(table)
    console.print()


def _tell_bounds(plan: Plan) -> None:
    """One sentence for each objective; the first holds for every plan, the next for plans as good as this one before."""
    for one in plan.reached:
        if not one.value and not one.bound:
            continue
        gap = f"{float(one.gap_percent):.2f}".replace(".", ",")
        said = _("{objective}: {value}. Ingen plan kan nå mer enn {bound} ({gap} prosent fra).") if one.is_most else _("{objective}: {value}. Ingen plan kan komme under {bound} ({gap} prosent fra).")  # fmt: skip
        facts = {
            "objective": _(OBJECTIVES[one.objective]),
            "value": number(int(one.value)),
            "bound": number(int(one.bound)),
        }
        console.print(said.format(**facts, gap=gap), markup=False)


def _tell_moves(plan: Plan) -> None:
    """How many have other studies than before, and who the first of them are."""
    moves = moves_of(plan)
    if not len(moves):
        console.print(_("Ingen er flyttet fra forrige plan."))
        return
    one, several = _("Én person har andre studier enn i forrige plan:"), _("{count} personer har andre studier enn i forrige plan:")  # fmt: skip
    console.print((one if len(moves) == 1 else several).format(count=number(len(moves))))
    for row in moves.head(MOST_MOVES).iter_rows(named=True):
        nothing = _("ingen studier")
        facts = {"name": row["name"] or row["person_id"], "before": row["before"] or nothing}
        said = _("{name}: fra {before} til {after}. {why}")
        console.print("  – " + said.format(**facts, after=row["after"] or nothing, why=row["reasons"]), markup=False)
    if len(moves) > MOST_MOVES:
        console.print(_("Resten står i moves.csv."))


def tell_as_json(plan: Plan, given: Read) -> None:
    """The same as data."""
    last = plan.last_gap_closes
    content = {
        "feasible": True,
        "last_gap_closes": last.code if last else None,
        "assumed": list(given.assumed),
        "objectives": reached_of(plan).to_dicts(),
        "costs": costs_of(plan).to_dicts(),
        "funding": funding_of(plan).to_dicts(),
        "lines": lines_of(plan).to_dicts(),
        "unplaced": unplaced_of(plan).to_dicts(),
        **({"moves": moves_of(plan).to_dicts()} if given.has_previous else {}),
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))


def tell_why_not(found: Infeasible, *, as_json: bool) -> None:
    """The smallest set of reasons why there is no plan."""
    reasons = shortages_of(found)
    if as_json:
        content = {"feasible": False, "reasons": reasons, "is_smallest": found.is_smallest}
        typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return
    console.print(_("Ingen plan holder alle kravene. Dette må endres:"))
    for reason in reasons:
        console.print(f"  – {reason['text']}", markup=False)
    if not found.is_smallest:
        console.print(_("Dette er nok, men det er ikke bevist at ikke færre endringer kan holde."))
