"""What a document is made of: a head and blocks of text. Knows neither Django nor any output format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A run of text, strong or plain."""

    text: str
    strong: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 or 3; level 1 is the document's title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    spans: Line


@dataclass(frozen=True)
class Listing:
    """Points, numbered where their order matters."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with values: what was applied for, where it was stored."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and a header row. Columns listed in amounts are set to the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    amounts: frozenset[int] = frozenset()
    last_is_sum: bool = False


@dataclass(frozen=True)
class Outcome:
    """What was decided, first in the document and set apart."""

    paragraphs: tuple[Line, ...]


@dataclass(frozen=True)
class Signature:
    """Who answers for the document: a name and what the person did, one line each."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Listing | Facts | Table | Outcome | Signature


@dataclass(frozen=True)
class Head:
    """The top of every document: from whom, to whom, when, about which case."""

    sender: str
    recipient: str
    dated_on: date
    case_number: str
    recipient_lines: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True)
class Composition:
    """A whole document in one language, ready to be set as PDF, HTML or plain text."""

    title: str
    language: str
    head: Head
    blocks: tuple[Block, ...]


def plain(line: Line) -> str:
    """The text of a line without emphasis."""
    return "".join(span.text for span in line)
