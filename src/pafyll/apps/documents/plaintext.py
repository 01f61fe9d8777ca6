"""Sets a document as plain text: for e-mail, for search, and for comparing one version with the next."""

from __future__ import annotations

import textwrap

from pafyll.apps.documents.blocks import (
    Block,
    Composition,
    Facts,
    Head,
    Heading,
    Line,
    Listing,
    Outcome,
    Paragraph,
    Signature,
    Table,
    plain,
)
from pafyll.apps.documents.typesetting import WORDS, written

WIDTH = 76


def text(document: Composition) -> str:
    """The whole document, at most 76 characters to a line."""
    parts = [_head(document.head, WORDS[document.language]), _underlined(document.title, "=")]
    return "\n\n".join([*parts, *(_block(block) for block in document.blocks)]) + "\n"


def _head(head: Head, words: dict[str, str]) -> str:
    lines = [head.sender, "", head.recipient, *head.recipient_lines, ""]
    facts = [
        (words["case"], head.case_number),
        (words["date"], written(head.dated_on)),
        (words["contact"], head.contact),
    ]
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in facts if value)])


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _underlined(block.text, "-")
        case Paragraph():
            return _wrapped(plain(block.spans))
        case Outcome():
            return "\n\n".join(_wrapped(plain(line), "  ") for line in block.paragraphs)
        case Listing():
            marks = [f"{n}. " if block.numbered else "- " for n in range(1, len(block.items) + 1)]
            return "\n".join(_hanging(mark, plain(item)) for mark, item in zip(marks, block.items, strict=True))
        case Facts():
            return "\n".join(_hanging("", f"{name}: {plain(value)}") for name, value in block.rows)
        case Signature():
            return "\n".join(f"{who}, {did}" for who, did in block.rows)
    return "\n".join([f"{block.caption}:", *(_hanging("- ", _row(block, row)) for row in block.rows)])


def _row(table: Table, row: tuple[Line, ...]) -> str:
    """The first cell says what the row is about; the others follow with their header, the empty ones left out."""
    others = zip(table.header[1:], row[1:], strict=True)
    return "; ".join([plain(row[0]), *(f"{name}: {plain(cell)}" for name, cell in others if cell)])


def _underlined(line: str, mark: str) -> str:
    return f"{_wrapped(line)}\n{mark * min(len(line), WIDTH)}"


def _wrapped(line: str, indent: str = "") -> str:
    return textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _hanging(mark: str, line: str) -> str:
    return textwrap.fill(
        line, WIDTH, initial_indent=mark, subsequent_indent=" " * (len(mark) or 2), break_on_hyphens=False
    )
