"""What the crew does all the time beside the jobs: empties outboxes. Upper apps add theirs when Django starts."""

from __future__ import annotations

from collections.abc import Callable

Errand = Callable[[], int]
_errands: dict[str, Errand] = {}


def register(name: str, errand: Errand) -> None:
    """Has the crew carry out the errand, again and again, in a thread of its own. It says how much it did: 0, and it
    is left alone for a moment."""
    if _errands.setdefault(name, errand) != errand:
        raise ValueError(f"{name} is already registered")


def errands() -> dict[str, Errand]:
    """All of them, by name."""
    return dict(_errands)
