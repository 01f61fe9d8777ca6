"""Choosing between the schools, owners or counties that a desk may show the map of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pafyll.web.components.http import DeskRequest

FIELD = "kart"


@dataclass(frozen=True)
class Choice:
    """One map that can be shown: its code in the address, and its name."""

    code: str
    name: str
    is_here: bool = False

    @property
    def url(self) -> str:
        return f"?{FIELD}={self.code}"


def chosen(request: DeskRequest, choices: Sequence[tuple[str, str]]) -> tuple[str, list[Choice]]:
    """The code that the address asks for, else the first; and all of them as links where there are several."""
    codes = [code for code, _name in choices]
    wanted = request.GET.get(FIELD, "")
    here = wanted if wanted in codes else codes[0]
    shown = [Choice(code, name, code == here) for code, name in choices]
    return here, shown if len(shown) > 1 else []


def kept(request: DeskRequest) -> dict[str, str]:
    """The choice, for the form of filters to keep."""
    return {FIELD: request.GET[FIELD]} if request.GET.get(FIELD) else {}
