"""A place that fell free, and each offer of it to the next in line."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class FreedStatus(Status):
    FREE = "free", "Ledig"
    OFFERED = "offered", "Tilbudt til neste"
    FILLED = "filled", "Fylt igjen"
    CLOSED = "closed", "Ble ikke fylt"


F = FreedStatus
FREED_PLACE = Lifecycle(
    "freed_place",
    "den ledige plassen",
    FreedStatus,
    {
        F.FREE: {F.OFFERED, F.CLOSED},
        F.OFFERED: {F.FREE, F.FILLED},  # free again when the offer was declined, withdrawn or not answered
        F.FILLED: set(),
        F.CLOSED: set(),
    },
)


class PlaceOfferStatus(Status):
    OPEN = "open", "Venter på svar"
    ACCEPTED = "accepted", "Takket ja"
    DECLINED = "declined", "Takket nei"
    EXPIRED = "expired", "Ikke svart i tide"
    WITHDRAWN = "withdrawn", "Trukket tilbake"


P = PlaceOfferStatus
PLACE_OFFER = Lifecycle(
    "place_offer",
    "tilbudet om plass",
    PlaceOfferStatus,
    {
        P.OPEN: {P.ACCEPTED, P.DECLINED, P.EXPIRED, P.WITHDRAWN},
        P.ACCEPTED: set(),
        P.DECLINED: set(),
        P.EXPIRED: set(),
        P.WITHDRAWN: set(),
    },
)
