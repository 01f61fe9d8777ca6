"""A distribution as tables: every recipient's kroner, the chains behind them, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice, repeat
from string import Formatter
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
    links, counts = _numbered(done, first_award)
    at = pl.Series(links, dtype=pl.UInt32)
    told = [done.recipients[at].number for at in done.places]
    numbers = pl.DataFrame({"number": told, "count": counts}, schema={"number": pl.String, "count": pl.UInt32})
    kind = pl.select(pl.when(at < len(done.movements)).then(pl.lit("pot")).otherwise(pl.lit("award")).alias("kind"))
    return pl.DataFrame(
        [
            numbers.select(pl.col("number").repeat_by("count").explode()).to_series().alias("number"),
            pl.Series("step", steps, dtype=pl.Int64).gather(at),
            kind.to_series(),
            pl.Series("kroner", kroner, dtype=pl.Int64).gather(at),
            pl.Series("text", texts, dtype=pl.String).gather(at),
        ]
    )


def _numbered(done: Distribution, first_award: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The links by number, one recipient after the other; and how many links each recipient has."""
    known: dict[tuple[int, ...], list[Sequence[int]]] = {}
    links, counts, before = list[int](), list[int](), 0
    for places in done.places.values():
        if len(places) == 1:
            awards, place = places[0]
            links += awards.trail
            links.append(first_award[id(awards)] + place)
        else:
            key = tuple(id(awards) for awards, _place in places)
            if key not in known:  # recipients of the same pots have the same movements behind them
                known[key] = _new_movements([awards for awards, _place in places])
            for (awards, place), movements in zip(places, known[key], strict=True):
                links += movements
                links.append(first_award[id(awards)] + place)
        counts.append(len(links) - before)
        before = len(links)
    return links, counts


def _new_movements(chain: Sequence[Awards]) -> list[Sequence[int]]:
    """For each award, the movements behind it that no earlier award has told."""
    seen: set[int] = set()
    found = list[Sequence[int]]()
    for awards in chain:
        found.append([one for one in awards.trail if one not in seen])
        seen.update(awards.trail)
    return found


def sentences_of(awards: Awards) -> Sequence[str]:
    """The sentences of one step's awards: what is the same for all is said once, the rest is filled in for each."""
    said = {name: _said(fact) for name, fact in awards.facts.items() if not isinstance(fact, list)}
    own = {name: [_said(one) for one in fact] for name, fact in awards.facts.items() if isinstance(fact, list)}
    own = {"kroner": _in_kroner(awards.kroner), **own}
    template = _(awards.template)
    shape, names = _shape(template)
    columns = [own[name] if name in own else repeat(said[name]) for name in names]
    if names and names[0] in said and names[0] not in own and template.startswith("{"):
        columns[0] = repeat(_capital(str(said[names[0]])))
    return [shape % row for row in islice(zip(*columns, strict=False), len(awards.kroner))]


@cache
def _shape(template: str) -> tuple[str, tuple[str, ...]]:
    """A template with {names} as one with %s, which is filled faster, and the names in their order."""
    parts = list(Formatter().parse(template))
    shape = "".join(text.replace("%", "%%") + ("" if name is None else "%s") for text, name, _spec, _as in parts)
    return shape, tuple(name for _text, name, _spec, _as in parts if name is not None)


def _said(fact: Any) -> Any:
    return fact.said(_) if isinstance(fact, Text) else fact


def remainders_of(done: Distribution) -> pl.DataFrame:
    """What is left in each pot, and what becomes of it."""
    rows = [
        (done.pipeline.labels.get(one.pot, one.pot), " – ".join(one.group), int(one.kroner), _(FATES[one.fate]))
        for one in done.remainders
    ]
    schema = {"pot": pl.String, "group": pl.String, "kroner": pl.Int64, "fate": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_kroner(amounts: Sequence[int]) -> list[str]:
    """Each amount as Kroner says it; the thousands of all are parted at once."""
    written = "\n".join([f"{amount:,}\u00a0kr" for amount in amounts])
    return written.replace(",", "\u00a0").split("\n")
