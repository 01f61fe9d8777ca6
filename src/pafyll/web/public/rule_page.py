"""How the published sentences stand on the page: groups with their own lines, and orders as numbered lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pafyll.domain.allocation import Section, Text

HEADS_ITS_GROUP = {"tier"}
INTRODUCES_A_LIST = {"order"}


@dataclass
class Block:
    """A sentence and the lines that belong under it."""

    head: Text
    lines: list[Text] = field(default_factory=list)
    is_numbered: bool = False


@dataclass(frozen=True)
class LaidOut:
    """A section of the page."""

    title: str
    blocks: list[Block]


def laid_out(sections: Iterable[Section]) -> list[LaidOut]:
    """The sections in their order, without those that have nothing to say."""
    return [LaidOut(section.title, _blocks(section.sentences)) for section in sections if section.sentences]


def _blocks(sentences: Iterable[Text]) -> list[Block]:
    blocks: list[Block] = []
    for sentence in sentences:
        opens = sentence.code in HEADS_ITS_GROUP | INTRODUCES_A_LIST
        belongs = bool(blocks) and blocks[-1].head.code in HEADS_ITS_GROUP | INTRODUCES_A_LIST
        if belongs and not opens:
            blocks[-1].lines.append(sentence)
        else:
            blocks.append(Block(sentence, is_numbered=sentence.code in INTRODUCES_A_LIST))
    return blocks
