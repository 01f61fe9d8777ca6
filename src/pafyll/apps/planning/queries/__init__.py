"""Lists and figures of staff, qualifications and needs, for those who may see them."""

from pafyll.apps.planning.queries.qualifications import (
    Qualifications,
    TaughtSubject,
    people_visible_to,
    qualifications_of,
    sight_of,
)
from pafyll.apps.planning.queries.teaching import facts_beside, taught_in

__all__ = [
    "Qualifications",
    "TaughtSubject",
    "facts_beside",
    "people_visible_to",
    "qualifications_of",
    "sight_of",
    "taught_in",
]
