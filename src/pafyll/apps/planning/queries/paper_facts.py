"""What a case paper that is being written says of itself: its dates, and its tables with a sum in the last row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.figures import Kept
from pafyll.apps.casework.paper_blocks import Block
from pafyll.domain.planning.budget import Span
from pafyll.domain.planning.findings import Check, Document, Fact
from pafyll.domain.planning.findings.days import MONTHS, NUMBERS

DATES = re.compile(rf"(?<![\d.])(?:{NUMBERS.pattern}|\d{{1,2}}\.\s*(?:{'|'.join(MONTHS)})\s+\d+)", re.IGNORECASE)
WHOLE = re.compile(r"[−-]?\d[\d\s\u00a0\u202f]*(?:kr)?")


def document_of(title: str, blocks: Iterable[Block], kept: Mapping[str, Kept]) -> Document:
    """The paper as facts and checks. Words that cannot be read as a date or an amount are left alone."""
    facts: dict[str, Fact] = {}
    checks: list[Check] = []
    for number, block in enumerate(blocks, start=1):
        place = _("Del {number}").format(number=number)
        found = [*_dates(block, place, kept), *_sums(block, place, kept)]
        for own, check in found:
            facts |= {fact.key: fact for fact in own}
            checks.append(check)
    return Document(title, facts, tuple(checks))


Found = tuple[list[Fact], Check]


def _dates(block: Block, place: str, kept: Mapping[str, Kept]) -> Iterator[Found]:
    for text in paper_blocks.texts_of(block):
        for match in DATES.finditer(paper_blocks.filled(text, kept)):
            key = f"{block.id}:{match[0]}"
            yield [Fact(key, match[0], match[0], place, is_date=True)], Check("date", (key,))


def _sums(block: Block, place: str, kept: Mapping[str, Kept]) -> Iterator[Found]:
    """Each column of amounts whose last row is to be the sum of those above it."""
    if not block.last_is_sum or len(block.rows) < 2:
        return
    for column in paper_blocks.amounts_of(block):
        cells = [paper_blocks.filled(row[column], kept) for row in block.rows if column < len(row)]
        facts = [_amount(f"{block.id}:{column}:{row}", cell, place) for row, cell in enumerate(cells)]
        known = [fact for fact in facts if fact is not None]
        if len(known) == len(block.rows):
            *parts, total = known
            yield known, Check("sum", tuple(part.key for part in parts), total.key)


def _amount(key: str, cell: str, place: str) -> Fact | None:
    words = cell.strip()
    if not WHOLE.fullmatch(words):
        return None
    number = int(re.sub(r"\D", "", words)) * (-1 if words[0] in "−-" else 1)
    return Fact(key, words, words, place, quantity=Span.exactly(number), unit="NOK")
