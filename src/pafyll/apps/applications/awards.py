"""Who is told, inside the transaction, when places are awarded. Upper apps register when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Participation

Told = Callable[..., object]
_told: list[Told] = []
_told_after: list[Told] = []


def when_awarded(tell: Told) -> None:
    """tell(participations, by=…, at=…) is called for every award. It may refuse, and then nothing is awarded."""
    if tell not in _told:
        _told.append(tell)


def tell_awarded(participations: Sequence[Participation], *, by: User, at: datetime) -> None:
    """Calls everyone who registered, in the order in which they did."""
    for tell in _told:
        tell(participations, by=by, at=at)


def when_award_decided(tell: Told) -> None:
    """tell(participations, by=…, at=…) is called when the decisions on the places are stored: for more decisions.

    What locks money registers with when_awarded: case numbers are taken last.
    """
    if tell not in _told_after:
        _told_after.append(tell)


def tell_award_decided(participations: Sequence[Participation], *, by: User, at: datetime) -> None:
    """Calls everyone who registered for it, in the order in which they did."""
    for tell in _told_after:
        tell(participations, by=by, at=at)
