"""A case paper as its writer sees it: every figure with where it comes from and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pafyll.apps.casework import figures, paper_blocks
from pafyll.apps.casework.figures import Standing
from pafyll.apps.casework.models import CasePaper, PaperVersion
from pafyll.apps.casework.paper_blocks import Block, Point
from pafyll.apps.casework.services.paper_versions import blocks_of, kept_of, version_of
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import body_html
from pafyll.apps.documents.filling import filled
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.organisations.models import Organisation


@dataclass(frozen=True)
class ShownPiece:
    """Words, or a figure with its standing."""

    text: str
    standing: Standing | None = None


Shown = tuple[ShownPiece, ...]


@dataclass(frozen=True)
class ShownPoint:
    """A point of the proposal, and what it opens."""

    words: Shown
    point: Point


@dataclass(frozen=True)
class ShownBlock:
    """A block with its texts cut at the figures."""

    block: Block
    text: Shown
    items: tuple[Shown, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()
    points: tuple[ShownPoint, ...] = ()
    amounts: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def id(self) -> str:
        return self.block.id


@dataclass(frozen=True)
class ShownPaper:
    """The paper at its present version, with the standing of each figure. seen is the version's number."""

    paper: CasePaper
    version: PaperVersion
    blocks: list[ShownBlock]
    standings: list[Standing]

    @property
    def seen(self) -> int:
        return self.version.number

    @property
    def moved(self) -> list[Standing]:
        """The figures that are no longer what they were when they were written."""
        return [one for one in self.standings if one.is_moved]


def shown_paper(paper: CasePaper) -> ShownPaper:
    """The paper for its writer. Each reference is asked for once."""
    version = version_of(paper)
    blocks, kept = blocks_of(version), kept_of(version)
    used = [kept[one] for one in paper_blocks.references_in(blocks) if one in kept]
    standings = figures.standings(used, owner=paper.case.owner)
    by_reference = {one.kept.reference: one for one in standings}
    return ShownPaper(paper, version, [_block(block, by_reference) for block in blocks], standings)


def _block(block: Block, standings: Mapping[str, Standing]) -> ShownBlock:
    def cut(text: str) -> Shown:
        return tuple(_piece(one, standings) for one in paper_blocks.pieces(text))

    items: Sequence[str] = (f"{{{block.reference}}}",) if block.kind == paper_blocks.FIGURE else block.items
    return ShownBlock(
        block,
        cut(block.text),
        tuple(cut(item) for item in items),
        tuple(tuple(cut(cell) for cell in row) for row in block.rows),
        tuple(ShownPoint(cut(point.text), point) for point in block.points),
        paper_blocks.amounts_of(block),
    )


def _piece(piece: paper_blocks.Piece, standings: Mapping[str, Standing]) -> ShownPiece:
    standing = standings.get(piece.reference)
    if standing is not None:
        return ShownPiece(standing.kept.text, standing)
    return ShownPiece(piece.text or f"{{{piece.reference}}}")


def figures_to_choose(paper: CasePaper) -> list[tuple[str, str]]:
    """(reference, what it is called) of every figure that the paper can refer to. Its value shows when it is put in."""
    with figures.one_reading():
        offered = figures.offered(owner=paper.case.owner, about=paper.case.about)
    return [(one.reference, str(one.label)) for one in offered]


def issued_html(paper: CasePaper) -> str:
    """The paper as it was issued, for a page that has a heading of its own: escaped, in the tags of markup."""
    assert paper.document is not None  # a constraint says so of every issued paper
    kept, kind = paper.document.context, document_type_of("case_paper")
    head = filled(Head, kept["head"])
    context: Any = filled(kind.context, kept["context"])
    return body_html(kind, head=head, context=context, language=paper.language)


def shown_block(block: Block, standings: Sequence[Standing], *, owner: Organisation, at: datetime) -> ShownBlock:
    """A block that is being written: figures that are new in it are shown with the value of now."""
    known = {one.kept.reference: one for one in standings}
    for reference in paper_blocks.references_in([block]):
        if reference not in known:
            known |= _as_of_now(reference, owner, at)
    return _block(block, known)


def _as_of_now(reference: str, owner: Organisation, at: datetime) -> dict[str, Standing]:
    try:
        kept = figures.keep(reference, owner=owner, at=at)
    except figures.UnknownFigure:
        return {}
    return {reference: figures.standing_of(kept, owner=owner)}


def figures_of(shown: ShownBlock) -> list[Standing]:
    """The figures that stand in the block, once each, so that the page can say what each reference is."""
    texts = [
        shown.text,
        *shown.items,
        *(one.words for one in shown.points),
        *(cell for row in shown.rows for cell in row),
    ]
    found = {piece.standing.kept.reference: piece.standing for text in texts for piece in text if piece.standing}
    return list(found.values())
