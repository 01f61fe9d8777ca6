"""Lists and figures of staff, qualifications and needs, for those who may see them."""

from pafyll.apps.planning.queries.qualifications import (
    Qualifications,
    TaughtSubject,
    people_visible_to,
    qualifications_of,
)
from pafyll.apps.planning.queries.teaching import Teaching, facts_beside

__all__ = [
    "Qualifications",
    "TaughtSubject",
    "Teaching",
    "facts_beside",
    "people_visible_to",
    "qualifications_of",
]
