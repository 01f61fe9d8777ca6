"""What a school owner may do with the content of applications while it approves and ranks them, by study year."""

from __future__ import annotations

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import SchoolYear

# From which study year the directorate's page for owners says that they may edit existing applications.
EDITING_SINCE = 2022
EDITING_SOURCE = "Utdanningsdirektoratet: Behandling av søknader (2022, 2024)"


def owners_may_edit(study_year: int) -> Answer:
    """Whether owners may edit applications in the round of a study year (its first year).

    Published for 2022/23 and 2024/25, and read as standing until something else is published. For earlier years we
    have found no rule that is certain of its year.
    """
    if study_year >= EDITING_SINCE:
        return yes()
    return no(
        "owners_do_not_edit",
        "Vi har ikke funnet en regel som lar skoleeiere endre søknader for studieåret {year}.",
        remedy="Be læreren trekke søknaden, eller ta kontakt med direktoratet.",
        law=EDITING_SOURCE,
        year=str(SchoolYear(study_year)),
    )
