"""The same words as a plain mail, as HTML: one simple layout, with nothing that is fetched from anywhere."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
POINT = "- "


def as_html(*, subject: str, text: str, language: str) -> str:
    """A whole HTML document: paragraphs where the text has empty lines, points where lines begin with a dash."""
    blocks = [_block(one.splitlines()) for one in re.split(r"\n\s*\n", text.strip())]
    context = {"subject": subject, "language": language, "blocks": blocks}
    return render_to_string("casework/mail_layout.html", context)


def _block(lines: list[str]) -> SafeString:
    parts: list[str] = []
    points: list[str] = []
    words: list[str] = []
    for line in lines:
        if line.startswith(POINT):
            parts += _paragraph(words)
            points.append(f"<li>{_linked(line.removeprefix(POINT))}</li>")
        else:
            parts += _list(points)
            words.append(_linked(line))
    parts += [*_paragraph(words), *_list(points)]
    return mark_safe("".join(parts))  # noqa: S308 - every word in it is escaped by _linked


def _paragraph(words: list[str]) -> list[str]:
    made = [f"<p>{'<br>'.join(words)}</p>"] if words else []
    words.clear()
    return made


def _list(points: list[str]) -> list[str]:
    made = [f"<ul>{''.join(points)}</ul>"] if points else []
    points.clear()
    return made


def _linked(line: str) -> str:
    """The line with what could be markup made harmless, and its addresses as links."""
    found, end = "", 0
    for match in ADDRESS.finditer(line):
        url = escape(match.group())
        found += f'{escape(line[end : match.start()])}<a href="{url}">{url}</a>'
        end = match.end()
    return found + escape(line[end:])
