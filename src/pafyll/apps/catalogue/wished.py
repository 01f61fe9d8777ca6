"""How many have applied for an offer: the app above that knows the applications registers at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pafyll.apps.catalogue.models import StudyOffer

Ask = Callable[["StudyOffer"], int]
_asked: list[Ask] = []


def when_asked_for_wishes(ask: Ask) -> None:
    """ask(offer) gives how many applications that are not withdrawn have the offer as a choice."""
    if ask not in _asked:
        _asked.append(ask)


def wishes_for(offer: StudyOffer) -> int:
    """How many have applied for the offer."""
    return sum(ask(offer) for ask in _asked)
