"""Who is told, inside the transaction, when a place falls free after the award. Upper apps register at start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Participation

Told = Callable[..., None]
_told: list[Told] = []


def when_freed(tell: Told) -> None:
    """tell(participation, by=…, at=…) is called for each participation that was withdrawn or dropped out of."""
    if tell not in _told:
        _told.append(tell)


def tell_freed(participation: Participation, *, by: User | None, at: datetime) -> None:
    """Calls everyone who registered, in the order in which they did."""
    for tell in _told:
        tell(participation, by=by, at=at)
