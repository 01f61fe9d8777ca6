"""A protocol as tagged PDF (PDF/UA-1), set by Typst from the same blocks as the page.

PDF/A-2a, for the archive, asks for a date in the file. It is only claimed where the person has stated one: the same
run must give the same bytes, and no date is invented.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import Any

from pafyll.protocols.blocks import Bars, Block, Protocol, Table
from pafyll.protocols.charts import svg

READABLE, ARCHIVABLE = "ua-1", "a-2a"
FONT = "Libertinus Serif"  # carried by Typst itself, so the pages are the same on every machine


def as_pdf(protocol: Protocol) -> bytes:
    """The protocol as PDF. Texts go in as values, so nothing in them can be read as markup."""
    import typst

    content = {
        "title": protocol.title,
        "lead": protocol.lead,
        "language": protocol.language,
        "date": protocol.date,
        "blocks": [_block(block, number) for number, block in enumerate(protocol.blocks)],
    }
    standards: Any = [READABLE, ARCHIVABLE] if protocol.date else [READABLE]
    with as_file(files("pafyll.protocols").joinpath("protocol.typ")) as template:
        made = typst.compile(
            str(template),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"protocol": json.dumps(content, ensure_ascii=False)},
            pdf_standards=standards,
        )
    return bytes(made)


def _block(block: Block, number: int) -> dict[str, Any]:
    content = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Table):
        content["numbers"] = sorted(block.numbers)
    if isinstance(block, Bars):
        content["svg"] = svg(block, f"figur-{number}", FONT)
    return content
