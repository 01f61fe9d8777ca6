"""Which template a desk's own menu lies in."""

from __future__ import annotations

from functools import cache

from django.template.loader import select_template

NONE = "components/nav_none.html"


@cache
def menu_of(desk: str) -> str:
    """<desk>/nav.html, else components/nav_<desk>.html, else one with nothing in it. Looked for once."""
    found = select_template([f"{desk}/nav.html", f"components/nav_{desk}.html", NONE])
    return str(found.template.name)  # type: ignore[attr-defined]


def has_menu(desk: str) -> bool:
    return menu_of(desk) != NONE
