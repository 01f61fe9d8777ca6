"""A release of public figures."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ReleaseStatus(Status):
    ORDERED = "ordered", "Telles opp"
    COUNTED = "counted", "Klar til å publiseres"
    PUBLISHED = "published", "Publisert"
    DROPPED = "dropped", "Forkastet"


S = ReleaseStatus
RELEASE = Lifecycle(
    "release",
    "utgaven",
    ReleaseStatus,
    {
        S.ORDERED: {S.COUNTED, S.DROPPED},
        S.COUNTED: {S.PUBLISHED, S.DROPPED},  # published by another person than the one who ordered it
        S.PUBLISHED: set(),  # a correction is a new release
        S.DROPPED: set(),
    },
)
