"""The reason chain of every applicant: what happened to each wish, in words and numbers, and what was nearest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

import numpy as np
import polars as pl

from pafyll.domain.allocation.outcome import Outcome
from pafyll.domain.allocation.problem import OFFER, SCHEME, Problem
from pafyll.domain.allocation.rules import RuleSet
from pafyll.domain.allocation.steps import StepGroup, StepTable
from pafyll.domain.allocation.texts import TEMPLATES, Text
from pafyll.domain.values import Kroner

GRANTED, REFUSED, NOT_APPROVED = "granted", "refused", "not_approved"


@dataclass(frozen=True)
class Step:
    """One link of a chain. Translate text.template first, then fill in the facts (amounts are Kroner)."""

    code: str
    facts: Mapping[str, Any]

    @property
    def text(self) -> Text:
        return Text(self.code, self.facts)


@dataclass(frozen=True)
class Chain:
    """Why an applicant got what she got. result is granted, refused or not_approved."""

    application_id: str
    result: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return "\n".join(str(step.text) for step in self.steps)

    def as_json(self) -> str:
        """The same line that `chain_lines` writes."""
        steps = [{"code": s.code, "text": str(s.text), "facts": dict(s.facts)} for s in self.steps]
        content = {"application_id": self.application_id, "result": self.result, "steps": steps}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2)
def step_table(problem: Problem, rules: RuleSet, outcome: Outcome) -> StepTable:
    """What the chains of a run need to know, kept while the same run is asked about."""
    return StepTable(problem, rules, outcome)


def explain(problem: Problem, rules: RuleSet, outcome: Outcome, i: int) -> Chain:
    """The chain of applicant number i (`problem.index_of(application_id)`)."""
    placed: list[tuple[int, Step]] = []
    for group in step_table(problem, rules, outcome).groups(np.array([i])):
        for at in range(len(group.rows)):
            placed.append((int(group.place[at]), Step(group.code, _facts_of(group, at))))
    placed.sort(key=lambda one: one[0])
    return Chain(problem.application_id(i), _result(problem, outcome, i), tuple(step for _, step in placed))


def _facts_of(group: StepGroup, at: int) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, column in group.facts.items():
        value = column if isinstance(column, (str, int)) else column[at]
        value = value if isinstance(value, str) else int(value)
        facts[name] = Kroner(value) if name in group.kroner else value
    return facts


def _result(problem: Problem, outcome: Outcome, i: int) -> str:
    if not problem.approved[i]:
        return NOT_APPROVED
    return GRANTED if outcome.contract[i] >= 0 else REFUSED


def replay(problem: Problem, chain: Chain) -> tuple[str, str] | None:
    """The (offer_id, scheme) that the chain alone leads to, None for no place. Raises ValueError on a contradiction.

    Walks the applicant's wishes in her order; a wish is struck out by a step that refuses it for good. A refusal
    with amounts must add up: the need is over what was left, over the whole size, or the money was closed.
    """
    i = problem.index_of(chain.application_id)
    if any(step.code == "not_approved" for step in chain.steps):
        return None
    struck = set()
    for step, details in _refusals(chain):
        _adds_up(step, details)
        if "waited" not in details:
            struck.add(step.facts["wish"])
    wishes = [k for k in range(problem.wishes) if problem.contracts[i, k, OFFER] >= 0 and k + 1 not in struck]
    if not wishes:
        return None
    contract = problem.contracts[i, wishes[0]]
    return problem.offer_ids[contract[OFFER]], problem.schemes[contract[SCHEME]]


def _refusals(chain: Chain) -> Iterator[tuple[Step, list[str]]]:
    """Every refusal with the codes of the steps that say more about it."""
    steps = list(chain.steps)
    for at, step in enumerate(steps):
        if step.code.startswith("refused_"):
            more = takewhile(lambda one: one.code in ("over_whole_size", "closed", "waited"), steps[at + 1 :])
            yield step, [one.code for one in more]


def _adds_up(step: Step, following: list[str]) -> None:
    facts = step.facts
    if "need" not in facts or "closed" in following:
        return
    limit = facts["size"] if "over_whole_size" in following else facts["left"]
    if facts["need"] <= limit:
        raise ValueError(f"{step.code}: {facts['need']} would have fitted in {limit}")


# --- all chains at once


def chain_lines(problem: Problem, rules: RuleSet, outcome: Outcome, chunk: int = 50_000) -> Iterator[str]:
    """One JSON line per applicant, in the order of the identifiers; the same steps as `explain`."""
    table = step_table(problem, rules, outcome)
    for start in range(0, problem.applicants, chunk):
        rows = np.arange(start, min(start + chunk, problem.applicants))
        yield from _lines(problem, outcome, table, rows)


def _lines(problem: Problem, outcome: Outcome, table: StepTable, rows: Any) -> list[str]:
    steps = pl.concat([_frame(group) for group in table.groups(rows) if len(group.rows)])
    joined = steps.sort("row", "place").group_by("row", maintain_order=True).agg(pl.col("json").str.join(","))
    ids = pl.Series([json.dumps(one.decode(), ensure_ascii=False) for one in problem.application_ids[rows].tolist()])
    results = np.where(outcome.contract[rows] >= 0, GRANTED, np.where(problem.approved[rows], REFUSED, NOT_APPROVED))
    frame = pl.DataFrame({"id": ids, "result": results, "steps": joined["json"]})
    pieces = ('{"application_id":', "id", ',"result":"', "result", '","steps":[', "steps", "]}")
    line = pl.concat_str(pl.col(piece) if piece in frame.columns else pl.lit(piece) for piece in pieces)
    return frame.select(line.alias("line"))["line"].to_list()


def _frame(group: StepGroup) -> pl.DataFrame:
    """(row, place, json) of a group, with the sentence filled in by columns."""
    columns = {name: _column(group, name) for name in group.facts}
    pieces: list[pl.Expr] = [pl.lit(f'{{"code":"{group.code}","text":"')]
    for literal, name in _split(TEMPLATES[group.code]):
        pieces.append(pl.lit(_escaped(literal)))
        if name:
            pieces.append(pl.lit(columns[name][0]))
    pieces.append(pl.lit('","facts":{'))
    for number, name in enumerate(columns):
        pieces += [pl.lit(f'{"," if number else ""}"{name}":'), pl.lit(columns[name][1])]
    pieces.append(pl.lit("}}"))
    base = pl.DataFrame({"row": group.rows.astype(np.int64), "place": group.place.astype(np.int64)})
    return base.with_columns(pl.concat_str(pieces).alias("json"))


def _column(group: StepGroup, name: str) -> tuple[Any, Any]:
    """(as said in the sentence, as written in the facts), both as JSON text."""
    column = group.facts[name]
    if isinstance(column, str):
        return _escaped(column), json.dumps(column, ensure_ascii=False)
    if isinstance(column, int):
        return str(column), str(column)
    values = np.asarray(column)
    if values.dtype.kind not in "iu":
        given = values.tolist()
        said = {v: _escaped(v) for v in set(given)}
        return _series(said[v] for v in given), _series(f'"{said[v]}"' for v in given)
    written = pl.Series(values).cast(pl.String)
    if name not in group.kroner:
        return written, written
    amounts, inverse = np.unique(values, return_inverse=True)
    return _series(str(Kroner(v)) for v in amounts.tolist()).gather(inverse), written


def _series(texts: Iterable[str]) -> pl.Series:
    return pl.Series(list(texts), dtype=pl.String)


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _split(template: str) -> list[tuple[str, str]]:
    """[(literal, name of the fact after it)], the last with an empty name."""
    pieces = re.split(r"\{(\w+)\}", template)
    names = [*pieces[1::2], ""]
    return list(zip(pieces[0::2], names, strict=True))
