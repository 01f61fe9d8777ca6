"""The figures that Tor has sent to share by: kindergarten FTE of Innhavet, which the register does not have."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.queries.distribution import earlier_needs, kroner_in
from pafyll.apps.forums.services.distribution import describe_register, run_draft, set_commitments, start_draft
from pafyll.apps.forums.services.key_files import KeyTerms, add_key_file
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.integrations.tables.key_files import SentFile

INVENTED = {"fjordvik": "48,5", "storby": "212,75", "nordlys": "31"}  # no owner has said these
TERMS = KeyTerms("kindergarten_fte", "årsverk i barnehagene", "Oppdiktede tall", date(2025, 12, 15), "prøve")
FRAME = 8_270_000


def plant_keys(world: World) -> None:
    """A file with a printed total, and a run that shares half the frame by it and half by the register."""
    year = SchemeYear.objects.get(scheme="collective_2026", year=2026)
    by: Any = {"by": world.user("tor"), "at": at(date(2026, 3, 8))}
    file = add_key_file(year=year, terms=TERMS, file=SentFile("barnehager-2025.csv", _content(world)), **by)
    owners = {"numbers": [world.organisations[name].number for name in INVENTED]}
    pipeline = {
        "pots": {"schools": "Skolene", "kindergartens": "Barnehagene"},
        "keys": {file.code: file.described},
        "steps": [
            {"step": "equal_split", "pot": "frame", "into": ["schools", "kindergartens"]},
            {"step": "share", "pot": "schools", "key": "teacher_fte", "who": owners},
            {"step": "share", "pot": "kindergartens", "key": file.code, "who": owners},
        ],
    }
    draft = start_draft(year=year, title="Halvt skole, halvt barnehage", frame=FRAME, pipeline=pipeline, **by)
    describe_register(draft=draft, revision="prøve", counted_on=date(2025, 10, 1), **by)
    run_draft(draft=draft, **by)
    commit_next_year(world)


def commit_next_year(world: World) -> None:
    """Next year's money: what the needs of two years have asked for in their second comes first."""
    year = SchemeYear.objects.get(scheme="collective_2026", year=2027)
    by: Any = {"by": world.user("tor"), "at": at(date(2026, 3, 9))}
    steps = [{"step": "commitments", "pot": "frame"}, {"step": "remainder", "pot": "frame", "fate": "reannounced"}]
    draft = start_draft(year=year, title="Tilsagnene først", frame=FRAME, pipeline={"steps": steps}, **by)
    promised = {need.number: kroner_in(need, year.year) for need in earlier_needs(year)}
    set_commitments(draft=draft, commitments=promised, **by)
    run_draft(draft=draft, **by)


def _content(world: World) -> bytes:
    rows = ["Organisasjonsnummer;Navn;Slag;Barnehageårsverk"]
    for name, fte in INVENTED.items():
        one = world.organisations[name]
        rows.append(f"{one.number};{one.name};{one.kind};{fte}")
    return "\n".join([*rows, ";Sum;;292,25"]).encode()
