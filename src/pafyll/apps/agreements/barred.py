"""Who is disqualified in what an agreement is about, and therefore sees nothing of it: upper apps know, and say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pafyll.apps.organisations.permissions import Viewer

Asked = Callable[[Viewer, date], frozenset[str]]
_ASKED: list[Asked] = []


def when_asked_who_is_barred(answer: Asked) -> None:
    """Registers a function that gives the keys ("assignment:17") in which the viewer is disqualified that day."""
    if answer not in _ASKED:
        _ASKED.append(answer)


def barred_from(viewer: Viewer, *, day: date) -> frozenset[str]:
    """The keys of everything that the viewer is disqualified in."""
    return frozenset().union(*(answer(viewer, day) for answer in _ASKED))
