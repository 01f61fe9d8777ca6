"""Who ends a participation when the place is not taken up: the app above that holds the money registers at start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Participation

End = Callable[..., None]
_ends: list[End] = []


def when_not_taken(end: End) -> None:
    """end(participation, reason=…, words=…, by=…, at=…) ends it with its money, and frees the place. It may refuse."""
    if end not in _ends:
        _ends.append(end)


def end_not_taken(participation: Participation, *, reason: str, words: str, by: User | None, at: datetime) -> None:
    """Calls the one who registered."""
    for end in _ends:
        end(participation, reason=reason, words=words, by=by, at=at)
