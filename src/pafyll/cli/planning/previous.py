"""An earlier plan, from the JSON or the CSV that `pafyll plan` wrote: what a new plan moves people away from."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pafyll.cli.telling import Stop
from pafyll.domain.planning import Budget, Person, Plan, PlanLine, PlanningProblem
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear
from pafyll.protocols.language import _

NEEDED = ("person_id", "offer_id", "school_year", "subject")
MOST_BYTES = 200 * 2**20


def previous_of(path: Path, problem: PlanningProblem) -> Plan:
    """The earlier plan's studies and budgets, beside the problem as it is now. Raises Stop for what is no plan."""
    lines, funding = _content(path)
    found = tuple(_line(path, number, row) for number, row in enumerate(lines, start=1) if row.get("offer_id"))
    here = {person.id for person in problem.people}
    left = {line.person: _name(lines, line.person) for line in found if line.person not in here}
    people = (*problem.people, *(Person(person, "", name) for person, name in left.items()))
    budgets = tuple(_budget(path, row) for row in funding)
    return Plan(replace(problem, people=people, budgets=budgets), found, reached=())


def _content(path: Path) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """The rows of studies and of budgets; a folder's plan.csv has its budgets in funding.csv beside it."""
    if not path.is_file():
        raise Stop(_("Filen {file} finnes ikke. Oppgi plan.json eller plan.csv fra forrige plan.").format(file=path))
    if path.stat().st_size > MOST_BYTES:
        raise _no_plan(path, _("filen er for stor"))
    if path.suffix.lower() == ".csv":
        beside = path.with_name("funding.csv")
        return _csv(path), _csv(beside) if beside.is_file() else ()
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        raise _no_plan(path, _("det er ikke JSON")) from None
    if not isinstance(content, Mapping) or not _are_rows(content.get("lines")):
        raise _no_plan(path, _("den har ingen liste «lines» med studier"))
    funding = content.get("funding", [])
    return content["lines"], funding if _are_rows(funding) else ()


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _csv(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    except (UnicodeDecodeError, csv.Error):
        raise _no_plan(path, _("det er ikke CSV i UTF-8")) from None


def _line(path: Path, number: int, row: Mapping[str, Any]) -> PlanLine:
    lacking = [name for name in NEEDED if not isinstance(row.get(name), str)]
    if lacking:
        raise _no_plan(path, _("studium {number} mangler {name}").format(number=number, name=lacking[0]))
    year = row["school_year"][:4]
    if not (year.isascii() and year.isdigit()) or not 2000 <= int(year) <= 2100:
        said = _("studium {number} har skoleåret «{year}», som ikke kan leses")
        raise _no_plan(path, said.format(number=number, year=row["school_year"]))
    return PlanLine(
        row["person_id"], str(row.get("school") or ""), row["subject"], row["offer_id"], str(row.get("scheme") or ""),
        Decimal(0), str(row.get("semesters") or ""), SchoolYear(int(year)), (),
    )  # fmt: skip


def _name(lines: Sequence[Mapping[str, Any]], person: str) -> str:
    return next((str(row.get("name") or "") for row in lines if row.get("person_id") == person), "")


def _budget(path: Path, row: Mapping[str, Any]) -> Budget:
    try:
        payers, schemes = (tuple(filter(None, str(row.get(name) or "").split(";"))) for name in ("payers", "schemes"))
        return Budget(BudgetYear(int(row["year"])), str(row["source"]), Kroner(int(row["amount"])), payers, schemes)
    except (KeyError, TypeError, ValueError):
        raise _no_plan(path, _("et budsjett i «funding» kan ikke leses")) from None


def _no_plan(path: Path, why: str) -> Stop:
    said = _("{file} kan ikke leses som en tidligere plan: {why}. Bruk filen som pafyll plan skrev, uendret.")
    return Stop(said.format(file=path.name, why=why))
