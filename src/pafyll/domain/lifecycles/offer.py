"""A study offer."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class OfferStatus(Status):
    DRAFT = "draft", "Kladd"
    PUBLISHED = "published", "Publisert"
    CANCELLED = "cancelled", "Avlyst"


S = OfferStatus
OFFER = Lifecycle(
    "offer",
    "studietilbudet",
    OfferStatus,
    {S.DRAFT: {S.PUBLISHED}, S.PUBLISHED: {S.DRAFT, S.CANCELLED}, S.CANCELLED: {S.PUBLISHED}},
)
