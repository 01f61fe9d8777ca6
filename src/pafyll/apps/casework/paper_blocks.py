"""What a case paper is built of, and how blocks are added, moved, changed and removed. Pure: lists in, lists out.

A figure stands in a text as a reference in braces: "Vi har {budget:2027:municipal:available} til videreutdanning."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pafyll.apps.casework.figures import Kept

REFERENCE = re.compile(r"\{([a-z_]+:[^{}\s]+)\}")
HEADING, PARAGRAPH, LIST, TABLE, FIGURE, PROPOSAL = "heading", "paragraph", "list", "table", "figure", "proposal"
KINDS = (HEADING, PARAGRAPH, LIST, TABLE, FIGURE, PROPOSAL)


@dataclass(frozen=True)
class Point:
    """One point of the proposal, and what it opens when it is resolved ("quota" of "plan:7", 40 people)."""

    text: str
    opens: str = ""
    target: str = ""
    quantity: int | None = None


@dataclass(frozen=True)
class Block:
    """One block. Which fields count depends on the kind; text is also a table's caption and a figure's words."""

    id: str
    kind: str
    text: str = ""
    level: int = 2
    items: tuple[str, ...] = ()
    is_numbered: bool = False
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    last_is_sum: bool = False
    reference: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A run of text, or the figure that a reference stands for."""

    text: str
    reference: str = ""


def as_plain(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """What a version's JSON holds."""
    return [asdict(block) for block in blocks]


def from_plain(stored: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks of a version. Raises TypeError on keys that blocks do not have."""
    return [_block(dict(one)) for one in stored]


def _block(stored: dict[str, Any]) -> Block:
    points = tuple(Point(**point) for point in stored.pop("points", ()))
    rows = tuple(tuple(row) for row in stored.pop("rows", ()))
    given: dict[str, Any] = stored | {name: tuple(stored[name]) for name in ("items", "header") if name in stored}
    return Block(**given, rows=rows, points=points)


def new_id(blocks: Sequence[Block]) -> str:
    """A key that no block of the paper has: b1, b2 and on."""
    used = [int(block.id[1:]) for block in blocks if re.fullmatch(r"b[0-9]+", block.id)]
    return f"b{max(used, default=0) + 1}"


def find(blocks: Sequence[Block], key: str) -> Block | None:
    """The block with the key."""
    return next((block for block in blocks if block.id == key), None)


def inserted(blocks: Sequence[Block], block: Block, *, after: str = "") -> list[Block]:
    """With the block after another; first where after is "first", last where it is empty or not there."""
    at = next((i + 1 for i, one in enumerate(blocks) if one.id == after), 0 if after == "first" else len(blocks))
    return [*blocks[:at], block, *blocks[at:]]


def moved(blocks: Sequence[Block], key: str, step: int) -> list[Block]:
    """With the block a step up (-1) or down (1); as they were at the ends and for an unknown key."""
    at = next((i for i, one in enumerate(blocks) if one.id == key), None)
    if at is None or not 0 <= at + step < len(blocks):
        return list(blocks)
    others = [one for one in blocks if one.id != key]
    return [*others[: at + step], blocks[at], *others[at + step :]]


def changed(blocks: Sequence[Block], block: Block) -> list[Block]:
    """With the block in place of the one with its key."""
    return [block if one.id == block.id else one for one in blocks]


def removed(blocks: Sequence[Block], key: str) -> list[Block]:
    """Without the block."""
    return [one for one in blocks if one.id != key]


def texts_of(block: Block) -> Iterator[str]:
    """Every text of the block in which a reference can stand, in reading order."""
    yield block.text
    yield from block.items
    yield from block.header
    for row in block.rows:
        yield from row
    for point in block.points:
        yield point.text
    if block.reference:
        yield f"{{{block.reference}}}"


def references_in(blocks: Iterable[Block]) -> list[str]:
    """The references in the paper, once each, in reading order."""
    found = (match for block in blocks for text in texts_of(block) for match in REFERENCE.findall(text))
    return list(dict.fromkeys(found))


def pieces(text: str) -> list[Piece]:
    """The text cut at its references: words and figures by turns."""
    parts = REFERENCE.split(text)
    return [Piece("", part) if i % 2 else Piece(part) for i, part in enumerate(parts) if part]


def filled(text: str, figures: Mapping[str, Kept]) -> str:
    """The text as it reads with the figures. A reference without a kept value stands as it was written."""
    return REFERENCE.sub(lambda match: figures[match[1]].text if match[1] in figures else match[0], text)


def points_of(blocks: Iterable[Block]) -> list[Point]:
    """The points of the proposal, in order."""
    return [point for block in blocks for point in block.points]


def words_of(blocks: Iterable[Block]) -> str:
    """Everything that somebody has written in the paper, one text a line."""
    return "\n".join(text for block in blocks for text in texts_of(block) if text)


def is_amount(cells: Sequence[str]) -> bool:
    """Whether a table's column holds figures: each cell that is not empty is a reference or a number."""
    used = [cell.strip() for cell in cells if cell.strip()]
    return bool(used) and all(REFERENCE.fullmatch(cell) or re.fullmatch(r"[−-]?[\d\s ]+( ?kr)?", cell) for cell in used)


def amounts_of(block: Block) -> tuple[int, ...]:
    """The numbers of the columns with figures."""
    return tuple(i for i in range(1, len(block.header)) if is_amount([row[i] for row in block.rows if i < len(row)]))


def even(block: Block) -> Block:
    """The table with as many cells in each row as in its header."""
    width = len(block.header)
    return replace(block, rows=tuple((*row, *[""] * width)[:width] for row in block.rows))
