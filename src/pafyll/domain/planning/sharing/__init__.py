"""Owners that share places: each plans alone, at prices on the places that are moved until they are enough."""

from pafyll.domain.planning.sharing.coordinator import Crew, Effort, OnProgress, Shared, share_places
from pafyll.domain.planning.sharing.crews import Alone, Together, dealt
from pafyll.domain.planning.sharing.owner import Answer, Bid, Cell, OwnerTask

__all__ = [
    "Alone",
    "Answer",
    "Bid",
    "Cell",
    "Crew",
    "Effort",
    "OnProgress",
    "OwnerTask",
    "Shared",
    "Together",
    "dealt",
    "share_places",
]
