"""What of the answers may be shown to whom: by cells of answers, for one question at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pafyll.domain.rules.questions import Kind, Question
from pafyll.domain.surveys.blocks import Block, Cell, blocks_of, may_be_shown
from pafyll.domain.surveys.tallies import Tally, tally_of

DIMENSIONS = ("provider", "owner", "subject")  # of a cell, in the order in which they are given up last
TOO_FEW, TOO_ALIKE = "too_few", "too_alike"


@dataclass(frozen=True)
class Given:
    """One answer, and the cell that it is told to be in."""

    cell: Cell
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Which group is asked for: a code for each dimension, "" for all of them."""

    groups: Cell = ("",) * len(DIMENSIONS)

    def has(self, cell: Cell) -> bool:
        return all(wanted in ("", here) for wanted, here in zip(self.groups, cell, strict=True))

    @property
    def is_all(self) -> bool:
        return not any(self.groups)


@dataclass(frozen=True)
class Shown:
    """A question with its tally and texts, or why it is not shown."""

    question: Question
    tally: Tally | None = None
    texts: tuple[str, ...] = ()
    hidden: str = ""


def may_show_group(given: Sequence[Given], wanted: Wanted, least: int) -> bool:
    """Whether anything at all may be shown of the group: it is whole blocks of at least `least` answers."""
    counts = Counter(one.cell for one in given)
    return may_be_shown([cell for cell in counts if wanted.has(cell)], blocks_of(counts, least))


def shown(question: Question, given: Sequence[Given], wanted: Wanted, *, least: int, least_texts: int) -> Shown:
    """The question as the group answered it; hidden when fewer than promised could be told apart by it.

    The blocks are those of everybody's answers to this question, and the same for all who look: what one may see and
    what another may see cannot be put together to something smaller than a block.
    """
    answered = [one for one in given if question.key in one.answers]
    needed = least_texts if question.kind is Kind.TEXT else least
    blocks = _question_blocks(question, answered, needed)
    group = [one for one in answered if wanted.has(one.cell)]
    if not blocks:
        return Shown(question, hidden=TOO_FEW if len(answered) < needed else TOO_ALIKE)
    if not may_be_shown({one.cell for one in group}, blocks):
        return Shown(question, hidden=TOO_FEW)
    tally = tally_of(question, [one.answers for one in group])
    return Shown(question, tally, _texts(question, group))


def _question_blocks(question: Question, answered: Sequence[Given], least: int) -> list[Block]:
    """Blocks of enough answers in which not everybody has answered alike; one block of all where that is needed.

    A block of people who said the same tells what each of them said, so it is not told apart. A sum of blocks in which
    people differ is itself such a block: what holds for each of them holds for whatever is shown.
    """
    counts = Counter(one.cell for one in answered)
    blocks = blocks_of(counts, least)
    if all(_differ(question, answered, one.cells) for one in blocks):
        return blocks
    everybody = Block(frozenset(counts), len(answered))
    return [everybody] if _differ(question, answered, everybody.cells) else []


def _differ(question: Question, answered: Iterable[Given], cells: frozenset[Cell]) -> bool:
    return not tally_of(question, [one.answers for one in answered if one.cell in cells]).is_too_alike


def _texts(question: Question, group: Iterable[Given]) -> tuple[str, ...]:
    """The texts in order of the alphabet, which has nothing to do with who wrote them or when."""
    if question.kind is not Kind.TEXT:
        return ()
    return tuple(sorted((str(one.answers[question.key]) for one in group), key=lambda text: (text.casefold(), text)))
