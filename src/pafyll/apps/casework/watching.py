"""Who wants to know, in the same transaction, that something was recorded. Upper apps say so when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.casework.models import Event

Watch = Callable[["Sequence[Event]"], None]
_watches: list[Watch] = []


def when_recorded(watch: Watch) -> None:
    """Has watch told of every event that is saved, before the transaction ends. It must be quick, and call nobody."""
    if watch not in _watches:
        _watches.append(watch)


def tell_watches(events: Sequence[Event]) -> None:
    """Tells them."""
    for watch in _watches:
        watch(events)
