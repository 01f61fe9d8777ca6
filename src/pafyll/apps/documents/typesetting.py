"""Sets a document as PDF with Typst: tagged for screen readers (PDF/UA-1) and made to be kept (PDF/A-2a).

What people have written goes in as data, never as markup. Only Typst's own fonts are used, and the time is
given, so the same document becomes the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from pafyll.apps.documents.blocks import Block, Composition

TEMPLATE = Path(__file__).parent / "letter.typ"
NOT_DRAWN = re.compile(r'the text "?`?"([^"]+)"`? could not be displayed')
UNSEEN = {"Cc", "Cs", "Co", "Cn"}
BOX = "\u25a1"
LAST_LATIN = "\u0250"
MOST_UNKNOWN = 30  # different characters to find one by one, before everything outside the Latin letters is boxed
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
WORDS = {
    "nb": {"case": "Saksnummer", "date": "Dato", "contact": "Kontakt", "page": "Side", "of": "av"},
    "nn": {"case": "Saksnummer", "date": "Dato", "contact": "Kontakt", "page": "Side", "of": "av"},
}


def pdf(document: Composition) -> bytes:
    """The document as PDF. About 15 ms a page.

    A character that no font here can draw is printed as a box: a letter never fails because of an emoji in it.
    """
    moment = datetime.combine(document.head.dated_on, time(12), UTC)
    written = _without_controls(json.dumps(as_data(document), ensure_ascii=False))
    for _ in range(MOST_UNKNOWN):
        try:
            return _made(written, moment)
        except typst.TypstError as fault:
            undrawn = NOT_DRAWN.search(str(fault))
            if undrawn is None:
                raise
            written = written.replace(_unescaped(undrawn[1]), BOX)
    return _made("".join(char if char < LAST_LATIN else BOX for char in written), moment)


def _made(written: str, moment: datetime) -> bytes:
    made = _compiler().compile(
        format="pdf", sys_inputs={"document": written}, pdf_standards=["ua-1", "a-2a"], timestamp=moment
    )
    assert isinstance(made, bytes)
    return made


def _without_controls(written: str) -> str:
    """Without characters that no font draws and no reader sees; JSON has already escaped the common ones."""
    kept = re.sub(r"(?<!\\)((?:\\\\)*)\\(u00[01][0-9a-f]|u007f|[bf])", r"\1", written)
    return "".join(char for char in kept if unicodedata.category(char) not in UNSEEN)


def _unescaped(named: str) -> str:
    """The text that Typst names in its message, where odd characters stand as \\u{1f600}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), named)


def as_data(document: Composition) -> dict[str, Any]:
    """What the Typst template reads: plain lists and texts."""
    head = document.head
    return {
        "title": document.title,
        "language": document.language,
        "words": WORDS[document.language],
        "head": asdict(head) | {"dated_on": written(head.dated_on), "iso": head.dated_on.isoformat()},
        "blocks": [_block(block) for block in document.blocks],
    }


def written(day: Any) -> str:
    """A date as it is written in a letter, the same in bokmål and nynorsk: 1. mars 2026."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _block(block: Block) -> dict[str, Any]:
    fields = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(block).items()}
    return {"is": type(block).__name__.lower()} | fields


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)
