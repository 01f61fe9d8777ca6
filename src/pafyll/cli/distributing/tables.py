"""A distribution as tables: every recipient's kroner, the chains behind them, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pafyll.domain.grants.distribution import Distribution
from pafyll.domain.grants.distribution.flow import Awards
from pafyll.domain.grants.distribution.recipients import Recipient
from pafyll.domain.grants.distribution.steps.remainder import FATES
from pafyll.domain.grants.distribution.texts import Text
from pafyll.protocols.language import _

WHO = Recipient._fields[:7]


def recipients_of(done: Distribution) -> pl.DataFrame:
    """One row for each recipient that a step has considered."""
    chosen = [done.recipients[at] for at in done.places]
    columns = {name: [one[place] for one in chosen] for place, name in enumerate(WHO)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(WHO, pl.String))
    return frame.with_columns(pl.Series("kroner", [done.totals[at] for at in done.places], dtype=pl.Int64))


def chains_of(done: Distribution) -> pl.DataFrame:
    """One row for each link of every recipient's chain; `award` marks the kroner that sum to the recipient's."""
    moved = [one.text.sentence(_) for one in done.movements]
    awarded = {id(one): sentences_of(one) for one in done.awards}
    numbers: list[str] = []
    steps: list[int] = []
    kinds: list[str] = []
    kroner: list[int] = []
    texts: list[str] = []
    for at, places in done.places.items():
        seen: set[int] = set()
        before = len(steps)
        for awards, place in places:
            for one in awards.trail:
                if one not in seen:
                    seen.add(one)
                    movement = done.movements[one]
                    steps.append(movement.step)
                    kinds.append("pot")
                    kroner.append(int(movement.kroner))
                    texts.append(moved[one])
            steps.append(awards.step)
            kinds.append("award")
            kroner.append(awards.kroner[place])
            texts.append(awarded[id(awards)][place])
        numbers += [done.recipients[at].number] * (len(steps) - before)
    columns = {"number": numbers, "step": steps, "kind": kinds, "kroner": kroner, "text": texts}
    schema = {"number": pl.String, "step": pl.Int64, "kind": pl.String, "kroner": pl.Int64, "text": pl.String}
    return pl.DataFrame(columns, schema=schema)


def sentences_of(awards: Awards) -> Sequence[str]:
    """The sentences of one step's awards: what is the same for all is said once, the rest is filled in for each."""
    shared = {name: fact for name, fact in awards.facts.items() if not isinstance(fact, list)}
    own = {name: fact for name, fact in awards.facts.items() if isinstance(fact, list)}
    said = {name: fact.said(_) if isinstance(fact, Text) else fact for name, fact in shared.items()}
    template = _capital(_(awards.template), said)
    told = {name: [fact.said(_) if isinstance(fact, Text) else fact for fact in facts] for name, facts in own.items()}
    names = ["kroner", *told]
    rows = zip(map(_kroner, awards.kroner), *told.values(), strict=True)
    filled = template.format_map(Kept({**said, **{name: f"{{{name}}}" for name in names}}))
    return [filled.format(**dict(zip(names, row, strict=True))) for row in rows]


def remainders_of(done: Distribution) -> pl.DataFrame:
    """What is left in each pot, and what becomes of it."""
    rows = [
        (done.pipeline.labels.get(one.pot, one.pot), " – ".join(one.group), int(one.kroner), _(FATES[one.fate]))
        for one in done.remainders
    ]
    schema = {"pot": pl.String, "group": pl.String, "kroner": pl.Int64, "fate": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


class Kept(dict[str, Any]):
    """Facts for the first filling; braces in them must survive the second."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__(
            {
                name: fact if f"{fact}" == f"{{{name}}}" else f"{fact}".replace("{", "{{").replace("}", "}}")
                for name, fact in facts.items()
            }
        )


def _capital(template: str, said: Mapping[str, Any]) -> str:
    """A template that begins with a shared fact gets a capital letter there."""
    if template.startswith("{"):
        name = template[1 : template.index("}")]
        if name in said:
            first = str(said[name])
            escaped = (first[:1].upper() + first[1:]).replace("{", "{{").replace("}", "}}")
            return escaped + template[template.index("}") + 1 :]
    return template


def _kroner(amount: int) -> str:
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0kr"
