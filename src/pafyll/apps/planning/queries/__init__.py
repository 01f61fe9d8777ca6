"""Lists and figures of staff, qualifications and needs, for those who may see them."""

from pafyll.apps.planning.queries.qualifications import (
    Qualifications,
    TaughtSubject,
    people_visible_to,
    qualifications_of,
)

__all__ = ["Qualifications", "TaughtSubject", "people_visible_to", "qualifications_of"]
