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
    """One row for each link of every recipient's chain; `award` marks the kroner that sum to the recipient's.

    Movements and awards are numbered together, so that polars can lay the chains out a column at a time.
    """
    texts, steps = [one.text.sentence(_) for one in done.movements], [one.step for one in done.movements]
    kroner = [int(one.kroner) for one in done.movements]
    first_award: dict[int, int] = {}
    for awards in done.awards:
        first_award[id(awards)] = len(texts)
        texts += sentences_of(awards)
        steps += [awards.step] * len(awards.positions)
        kroner += awards.kroner
    numbers, chains = _numbered(done, first_award)
    laid = pl.DataFrame({"number": numbers, "at": chains}, schema={"number": pl.String, "at": pl.List(pl.Int64)})
    laid = laid.explode("at")
    kind = pl.when(laid["at"] < len(done.movements)).then(pl.lit("pot")).otherwise(pl.lit("award"))
    return laid.select(
        "number",
        pl.Series("step", steps, dtype=pl.Int64).gather(laid["at"]),
        kind.alias("kind"),
        pl.Series("kroner", kroner, dtype=pl.Int64).gather(laid["at"]),
        pl.Series("text", texts, dtype=pl.String).gather(laid["at"]),
    )


def _numbered(done: Distribution, first_award: Mapping[int, int]) -> tuple[list[str], list[list[int]]]:
    """(organisation number, links by number) of every recipient, in order."""
    known: dict[tuple[int, ...], list[list[int]]] = {}
    numbers, chains = [], []
    for at, places in done.places.items():
        key = tuple(id(awards) for awards, _place in places)
        if key not in known:  # recipients of the same pots have the same movements behind them
            known[key] = _new_movements([awards for awards, _place in places])
        chain: list[int] = []
        for (awards, place), movements in zip(places, known[key], strict=True):
            chain += movements
            chain.append(first_award[id(awards)] + place)
        numbers.append(done.recipients[at].number)
        chains.append(chain)
    return numbers, chains


def _new_movements(chain: Sequence[Awards]) -> list[list[int]]:
    """For each award, the movements behind it that no earlier award has told."""
    seen: set[int] = set()
    found = []
    for awards in chain:
        found.append([one for one in awards.trail if one not in seen])
        seen.update(awards.trail)
    return found


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
