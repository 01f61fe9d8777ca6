"""Bars as SVG: readable without colours, by screen readers and in print."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from html import escape

from pafyll.protocols.blocks import Bars
from pafyll.protocols.numbers import number

WIDTH, LABEL, RIGHT = 720, 210, 150
ROW, BAR, TOP = 30, 18, 34
PLOT = WIDTH - LABEL - RIGHT
FILLS = ("#0a5c5c", "#8cc0bd", "#d9d9d4")  # dark, middle, light: also apart in grey


def svg(bars: Bars, identifier: str, font: str = "sans-serif") -> str:
    """The chart with title and description. Labels and numbers are text, so they can be read aloud and searched."""
    height = TOP + ROW * len(bars.rows) + 6
    longest = max((sum(values) for _label, values in bars.rows), default=0) or 1
    drawn = [_row(bars, number_, label, values, longest) for number_, (label, values) in enumerate(bars.rows)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="{identifier}-title {identifier}-desc" font-family="{font}" font-size="14" fill="#1c2b2b">'
        f'<title id="{identifier}-title">{escape(bars.title)}</title>'
        f'<desc id="{identifier}-desc">{escape(bars.description)}</desc>'
        f"{_legend(bars)}{''.join(drawn)}</svg>\n"
    )


def _legend(bars: Bars) -> str:
    x, marks = LABEL, []
    for k, part in enumerate(bars.parts):
        marks.append(f'<rect class="part{k}" x="{x}" y="6" width="12" height="12" fill="{FILLS[k]}" stroke="#0a5c5c"/>')
        marks.append(f'<text x="{x + 18}" y="17" font-size="13">{escape(part)}</text>')
        x += 34 + round(7.2 * len(part))
    return "".join(marks)


def _row(bars: Bars, at: int, label: str, values: tuple[int, ...], longest: int) -> str:
    y, x, drawn = TOP + at * ROW, LABEL, []
    drawn.append(f'<text x="{LABEL - 10}" y="{y + 14}" text-anchor="end">{escape(_short(label))}</text>')
    for k, value in enumerate(values):
        width = PLOT * value // longest
        if width:
            drawn.append(_rect(k, x, y, width))
        x += width
    counts = " / ".join(number(value) for value in values)
    drawn.append(f'<text x="{x + 8}" y="{y + 14}">{counts}</text>')
    return "".join(drawn)


def _rect(part: int, x: int, y: int, width: int) -> str:
    return f'<rect class="part{part}" x="{x}" y="{y}" width="{width}" height="{BAR}" fill="{FILLS[part]}" stroke="#0a5c5c" stroke-width="0.6"/>'


def _short(label: str) -> str:
    return label if len(label) <= 28 else label[:27] + "…"
