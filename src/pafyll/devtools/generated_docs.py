"""The pages under docs/ that are made from the code, so that they can never say something else than it does."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.apps import apps

from pafyll.apps.documents.registry import document_types
from pafyll.apps.privacy.queries.kept import fields_by_table
from pafyll.apps.privacy.queries.periods import all_rules
from pafyll.domain import lifecycles
from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status
from pafyll.domain.privacy import Then
from pafyll.web.public.known_faults import KNOWN_FAULTS
from pafyll.web.public.looked_at import looked_at

ROOT = Path(__file__).resolve().parents[3]
MADE_BY = "<!-- Laget av `manage.py docs`. Endre koden, ikke siden. -->"


def pages() -> dict[Path, str]:
    """Every generated page: where it lies, and what it should say."""
    return {ROOT / "docs" / name: make() for name, make in PAGES.items()}


def all_lifecycles() -> list[Lifecycle]:  # type: ignore[type-arg]
    """Every lifecycle of the domain, by name."""
    modules = [import_module(f"{lifecycles.__name__}.{one.name}") for one in pkgutil.iter_modules(lifecycles.__path__)]
    found = {value.name: value for module in modules for value in vars(module).values() if isinstance(value, Lifecycle)}
    return [found[name] for name in sorted(found)]


def lifecycle_page() -> str:
    """A diagram and a table for every lifecycle."""
    intro = "Statusene en ting kan ha, og hva som kan følge på hva. Tabellene ligger i `src/pafyll/domain/lifecycles/`."
    return "\n".join(["# Livsløp", "", MADE_BY, "", intro, "", *(_lifecycle(one) for one in all_lifecycles())])


def document_page() -> str:
    """The document types that can be issued."""
    rows = [f"| `{kind.code}` | {kind.label} | {kind.example()[0].recipient} |" for kind in document_types().values()]
    intro = "Hver dokumenttype er en mappe under `src/pafyll/apps/documents/types/`, med tekst på bokmål og nynorsk."
    table = ["| Kode | Navn | Eksempelet er til |", "| --- | --- | --- |", *rows]
    return "\n".join(["# Dokumenttyper", "", MADE_BY, "", intro, "", *table, ""])


def kept_page() -> str:
    """Every field that tells something of a person: why it is kept, and by which rule for how long."""
    intro = (
        "Hvert felt som sier noe om et menneske: hvorfor det lagres og etter hvilken regel. Registeret ligger i "
        "`src/pafyll/apps/<app>/privacy.py`, og et felt uten merke feiler i testene. Hvor mange måneder en regel "
        "varer, bestemmer den som driver Påfyll: `manage.py set_retention`."
    )
    return "\n".join(["# Hva vi lagrer", "", MADE_BY, "", intro, "", *_rules(), "", *_kept_tables(), ""])


def accessibility_page() -> str:
    """What the last look at the pages found, as the accessibility statement says it."""
    run = looked_at()
    intro = (
        "Hva den siste prøven av sidene fant. Det samme står i erklæringen på `/tilgjengelighet/`. Prøven tas med "
        "`make looks`, og skrives i `src/pafyll/web/public/looked_at.json`."
    )
    lines = ["# Tilgjengelighet", "", MADE_BY, "", intro, ""]
    if run is None:
        return "\n".join([*lines, "Ingen prøve er skrevet ned.", ""])
    rows = {
        "Axe": run.axe,
        "Sist prøvd": run.last_on.isoformat(),
        "Eldste prøve": run.first_on.isoformat(),
        "Sider": len(run.pages),
        "Ganger en side er sett på": len(run.looks),
        "Måter hver side kan ses på": len(run.all_ways),
        "Sider uten feil": run.clean,
    }
    table = ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows.items())]
    faults = [f"- `{rule}`: {pages} sider" for rule, pages in run.faults.most_common()] or ["Prøven fant ingen feil."]
    return "\n".join([*lines, *table, "", "## Feil", "", *faults, "", "## Kjente feil", "", *_known_faults(), ""])


def consistency_page() -> str:
    """What must fit together in each table, as the database itself holds it."""
    intro = (
        "Det databasen selv passer på at henger sammen, tabell for tabell, uansett hvilken side, fil eller kall "
        "opplysningene kom fra. Sidene og API-et sier fra først, med egne ord. Hva reglene krever, står på `/regler/`, "
        "og hva som kan følge på hva, i [livsløpene](lifecycles.md)."
    )
    models = sorted(apps.get_models(), key=lambda model: model._meta.label)
    ours = [model._meta for model in models if model.__module__.startswith("pafyll.") and model._meta.constraints]
    rows = [f"| {one.label} | {', '.join(sorted(f'`{held.name}`' for held in one.constraints))} |" for one in ours]
    table = ["| Tabell | Det som må stemme |", "| --- | --- |", *rows]
    return "\n".join(["# Hva som må henge sammen", "", MADE_BY, "", intro, "", *table, ""])


PAGES: dict[str, Callable[[], str]] = {
    "lifecycles.md": lifecycle_page,
    "consistency.md": consistency_page,
    "handbook/dokumenter.md": document_page,
    "handbook/lagring.md": kept_page,
    "handbook/tilgjengelighet.md": accessibility_page,
}


def _known_faults() -> list[str]:
    told = [f"- {one.criterion} {one.name}: {one.what} {one.instead} ({one.found_on})" for one in KNOWN_FAULTS]
    return told or ["Ingen."]


def _rules() -> list[str]:
    done = {Then.DELETE: "slettes", Then.SCRUB: "tømmes", Then.KEEP: "bevares"}
    rows = [
        f"| `{code}` | {rule.since} | {done[rule.then]} | {rule.why} |" for code, rule in sorted(all_rules().items())
    ]
    return ["## Reglene", "", "| Regel | Regnes fra | Så | Hvorfor |", "| --- | --- | --- | --- |", *rows]


def _kept_tables() -> list[str]:
    lines = ["## Feltene", "", "| Tabell | Formål | Regel | Felt |", "| --- | --- | --- | --- |"]
    for table, fields in fields_by_table():
        for mark in dict.fromkeys(mark for _name, mark in fields):
            names = ", ".join(f"`{name}`" for name, other in fields if other == mark)
            lines.append(f"| {table.model} | {mark.purpose.label} | `{mark.retention.code}` | {names} |")
    return lines


def _lifecycle(one: Lifecycle) -> str:  # type: ignore[type-arg]
    names = [f"    {status}: {status.label}" for status in one.table]
    arrows = [f"    {before} --> {after}" for before in one.table for after in _ways_on(one, before)]
    diagram = ["```mermaid", "stateDiagram-v2", *names, f"    [*] --> {next(iter(one.table))}", *arrows, "```"]
    return "\n".join([f"## {one.label.capitalize()} (`{one.name}`)", "", *diagram, "", *_table(one), ""])


def _ways_on(one: Lifecycle, before: Status) -> list[str]:  # type: ignore[type-arg]
    return [str(after) for after in _after(one, before)] or ["[*]"]


def _table(one: Lifecycle) -> list[str]:  # type: ignore[type-arg]
    rows = [f"| {status.label} | `{status}` | {_labels(one, status)} |" for status in one.table]
    return ["| Status | Kode | Kan bli |", "| --- | --- | --- |", *rows]


def _labels(one: Lifecycle, before: Status) -> str:  # type: ignore[type-arg]
    return ", ".join(after.label for after in _after(one, before)) or "ingenting, her ender det"


def _after(one: Lifecycle, before: Status) -> list[Status]:  # type: ignore[type-arg]
    """What may follow, in the order that the statuses are declared."""
    return [status for status in one.statuses if status in one.table[before]]
