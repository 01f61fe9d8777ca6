"""Reads the small HTML that bodies are written in: what is not in the list below is refused.

Text that people have written comes in escaped, so it can never become a tag.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pafyll.apps.documents.blocks import (
    Block,
    Facts,
    Heading,
    Line,
    Listing,
    Outcome,
    Paragraph,
    Signature,
    Span,
    Table,
    plain,
)

TEXT_TAGS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td", "caption"}
GROUP_TAGS = {"ul", "ol", "dl", "table", "div"}
SILENT_TAGS = {"strong", "thead", "tbody", "tr"}
CLASSES = {("div", "outcome"), ("dl", "signature")}


class MarkupFault(ValueError):
    """A body with a tag that documents do not know."""


def read(html: str) -> tuple[str, tuple[Block, ...]]:
    """The title (h1) and the blocks of a body. Raises MarkupFault."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if not reader.title:
        raise MarkupFault("a body starts with its title in <h1>")
    return reader.title, tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.blocks: list[Block] = []
        self._line: list[Span] | None = None
        self._strong = False
        self._group = ""
        self._cells: list[tuple[str, str, Line]] = []  # tag, class and text, in the order they came
        self._rows: list[int] = []  # where in _cells each row starts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs).get("class") or ""
        if tag in TEXT_TAGS:
            self._line, self._style = [], style
        elif tag in GROUP_TAGS:
            self._group, self._cells, self._rows = _group_name(tag, style), [], []
        elif tag == "strong":
            self._strong = True
        elif tag == "tr":
            self._rows.append(len(self._cells))
        elif tag not in SILENT_TAGS:
            raise MarkupFault(f"<{tag}> is not used in documents")

    def handle_data(self, data: str) -> None:
        if self._line is not None:
            self._line.append(Span(re.sub(r"[ \t\r\n]+", " ", data), self._strong))
        elif data.strip():
            raise MarkupFault(f"text outside a paragraph: {data.strip()[:40]}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self._strong = False
        elif tag in TEXT_TAGS:
            self._close_text(tag)
        elif tag in GROUP_TAGS:
            self.blocks.append(_grouped(self._group, self._cells, self._rows))
            self._group = ""

    def _close_text(self, tag: str) -> None:
        line, self._line = _trimmed(self._line or []), None
        if self._group:
            self._cells.append((tag, self._style, line))
        elif tag == "h1":
            self.title = plain(line)
        elif tag in ("h2", "h3"):
            self.blocks.append(Heading(plain(line), int(tag[1])))
        elif line:
            self.blocks.append(Paragraph(line))


def _group_name(tag: str, style: str) -> str:
    if (tag, style) in CLASSES:
        return style
    if tag == "div":
        raise MarkupFault(f"<div class={style!r}> is not used in documents")
    return tag


def _trimmed(spans: list[Span]) -> Line:
    text = [span for span in spans if span.text]
    if text:
        text[0] = Span(text[0].text.lstrip(" "), text[0].strong)
        text[-1] = Span(text[-1].text.rstrip(" "), text[-1].strong)
    return tuple(span for span in text if span.text)


def _grouped(group: str, cells: list[tuple[str, str, Line]], rows: list[int]) -> Block:
    texts = [line for _, _, line in cells]
    if group in ("ul", "ol"):
        return Listing(tuple(texts), numbered=group == "ol")
    if group == "dl":
        return Facts(tuple((plain(name), value) for name, value in zip(texts[::2], texts[1::2], strict=True)))
    if group == "outcome":
        return Outcome(tuple(texts))
    if group == "signature":
        return Signature(tuple((plain(who), plain(did)) for who, did in zip(texts[::2], texts[1::2], strict=True)))
    return _table(cells, rows)


def _table(cells: list[tuple[str, str, Line]], starts: list[int]) -> Table:
    caption = next((plain(line) for tag, _, line in cells if tag == "caption"), "")
    rows = [cells[start:end] for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]
    header = rows[0]
    return Table(
        caption,
        tuple(plain(line) for _, _, line in header),
        tuple(tuple(line for _, _, line in row) for row in rows[1:]),
        frozenset(i for i, (_, style, _) in enumerate(header) if style == "amount"),
        last_is_sum=bool(rows[1:]) and rows[-1][0][1] == "sum",
    )
