"""What a protocol is made of: headings, paragraphs, facts, tables and bars. No layout here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """level 2 is a chapter, 3 a part of it."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences. is_notice makes it stand out."""

    text: str
    is_notice: bool = False


@dataclass(frozen=True)
class Bullets:
    """Short statements, one per line; numbered where the order means something."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with one value each. is_code sets the values in a typewriter face."""

    pairs: tuple[tuple[str, str], ...]
    is_code: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first column names the row, numbers stands for the columns set to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bars:
    """Bars of parts: each row has a label and one number per part. The same numbers always stand in a table too."""

    title: str
    description: str
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


Block = Heading | Paragraph | Bullets | Facts | Table | Bars


@dataclass(frozen=True)
class Protocol:
    """A whole document. language is "nb" or "nn"; date is what the person stated, "" when she stated none."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    language: str = "nb"
    date: str = ""
