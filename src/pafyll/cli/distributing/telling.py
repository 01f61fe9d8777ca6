"""What `pafyll distribute` says when it is done, to people and to programs."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.table import Table

from pafyll.cli.distributing.reading import Given
from pafyll.cli.distributing.tables import chains_of, recipients_of, remainders_of
from pafyll.cli.telling import answers as console
from pafyll.domain.grants.distribution import Distribution, Pipeline, sentences_of
from pafyll.protocols.language import _
from pafyll.protocols.numbers import kroner, number

MOST_SHOWN = 40


def tell_words(pipeline: Pipeline) -> None:
    """The pipeline step by step."""
    console.print(pipeline.title, markup=False, style="bold")
    for at, text in enumerate(sentences_of(pipeline), 1):
        console.print(f"{at}. {text.sentence(_)}", markup=False)
    for note in pipeline.content.get("notes", []):
        console.print(f"  {note}", markup=False, style="dim")


def tell(done: Distribution, given: Given, out: Path | None) -> None:
    """Every recipient with its chain, then what is left and that the sum is exact."""
    for note in given.notes:
        console.print(note.sentence(_), markup=False)
    shown = done.lines[:MOST_SHOWN]
    for line in shown:
        console.print(
            f"\n{line.recipient.name} ({line.recipient.number}): {kroner(line.kroner)}", markup=False, style="bold"
        )
        for link in line.chain:
            console.print(f"  {link.text.sentence(_)}", markup=False)
    if len(done.lines) > len(shown):
        said = _("Her er de {shown} første av {count}. Resten står i filene.")
        console.print("\n" + said.format(shown=len(shown), count=number(len(done.lines))), markup=False)
    _tell_left(done)
    said = _("{awarded} er fordelt og {left} er igjen: til sammen {frame}. Fingeravtrykk {fingerprint}.")
    facts = {"awarded": kroner(done.awarded), "left": kroner(done.left), "frame": kroner(done.frame)}
    console.print(said.format(**facts, fingerprint=done.fingerprint[:16]), markup=False)
    if out is not None:
        console.print(_("Mottakere, begrunnelser og rest ligger i {folder}.").format(folder=out), markup=False)


def _tell_left(done: Distribution) -> None:
    console.print()
    if not done.remainders:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for heading in (_("Igjen i"), _("Ramme"), _("Kroner"), _("Hva som skjer")):
        table.add_column(heading, justify="right" if heading == _("Kroner") else "left")
    for pot, group, amount, fate in remainders_of(done).iter_rows():
        table.add_row(pot, group, number(amount), fate)
    console.print(table)
    console.print()


def tell_as_json(done: Distribution, given: Given) -> None:
    """The same as data."""
    chains: dict[str, list[dict[str, object]]] = {}
    for row in chains_of(done).to_dicts():
        chains.setdefault(row.pop("number"), []).append(row)
    content = {
        "frame": int(done.frame),
        "awarded": int(done.awarded),
        "left": remainders_of(done).to_dicts(),
        "fingerprint": done.fingerprint,
        "notes": [note.sentence(_) for note in given.notes],
        "recipients": [{**row, "chain": chains[row["number"]]} for row in recipients_of(done).to_dicts()],
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
