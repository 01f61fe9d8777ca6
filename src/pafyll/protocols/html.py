"""A protocol as one HTML file that needs nothing else: style and charts are inside, and it prints well."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import count

from pafyll.protocols.blocks import Bars, Block, Bullets, Facts, Heading, Paragraph, Protocol, Table
from pafyll.protocols.charts import svg
from pafyll.protocols.language import _

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<header><p class="mark">Påfyll</p><h1>{title}</h1><p class="lead">{lead}</p></header>
<nav aria-label="{contents}"><ol>{links}</ol></nav>
<main id="main">
{body}
</main>
</body>
</html>
"""


def as_html(protocol: Protocol) -> str:
    """The protocol as a page. The same protocol gives the same bytes."""
    style = files("pafyll.protocols").joinpath("protocol.css").read_text(encoding="utf-8")
    chapters = [block for block in protocol.blocks if isinstance(block, Heading) and block.level == 2]
    links = "".join(f'<li><a href="#{_slug(number)}">{escape(c.text)}</a></li>' for number, c in enumerate(chapters, 1))
    numbers, charts = count(1), count(1)
    body = "\n".join(_block(block, numbers, charts) for block in protocol.blocks)
    return PAGE.format(
        language=protocol.language,
        title=escape(protocol.title),
        lead=escape(protocol.lead),
        style=style,
        skip=escape(_("Hopp til innholdet")),
        contents=escape(_("Innhold")),
        links=links,
        body=body,
    )


def _slug(number: int) -> str:
    return f"kapittel-{number}"


def _block(block: Block, numbers: count[int], charts: count[int]) -> str:
    if isinstance(block, Heading):
        identifier = f' id="{_slug(next(numbers))}"' if block.level == 2 else ""
        return f"<h{block.level}{identifier}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Bars):
        return f'<figure class="chart">{svg(block, f"figur-{next(charts)}")}</figure>'
    return _TEXTS[type(block)](block)  # type: ignore[operator]


def _paragraph(block: Paragraph) -> str:
    return f"<p{' class=notice' if block.is_notice else ''}>{escape(block.text)}</p>"


def _bullets(block: Bullets) -> str:
    tag = "ol" if block.is_numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</{tag}>"


def _facts(block: Facts) -> str:
    pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in block.pairs)
    return f"<dl{' class=code' if block.is_code else ''}>{pairs}</dl>"


def _table(block: Table) -> str:
    head = "".join(_cell("th", k, text, block, ' scope="col"') for k, text in enumerate(block.headings))
    rows = "\n".join(f"<tr>{_row(row, block)}</tr>" for row in block.rows)
    return (
        f'<div class="table" role="region" aria-label="{escape(block.caption)}" tabindex="0"><table>'
        f"<caption>{escape(block.caption)}</caption><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(row: tuple[str, ...], block: Table) -> str:
    first = _cell("th", 0, row[0], block, ' scope="row"')
    return first + "".join(_cell("td", k, text, block) for k, text in enumerate(row) if k)


def _cell(tag: str, k: int, text: str, block: Table, more: str = "") -> str:
    return f"<{tag}{more}{' class=n' if k in block.numbers else ''}>{escape(text)}</{tag}>"


_TEXTS = {Paragraph: _paragraph, Bullets: _bullets, Facts: _facts, Table: _table}
