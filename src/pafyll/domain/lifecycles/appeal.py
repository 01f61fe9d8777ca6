"""An appeal, from the party's words to an outcome. The first instance prepares; it may change its own decision."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AppealStatus(Status):
    SUBMITTED = "submitted", "Mottatt"
    ASSIGNED = "assigned", "Forberedes"
    PROPOSED = "proposed", "Venter på avgjørelse"
    FORWARDED = "forwarded", "Sendt til klageinstansen"
    UPHELD = "upheld", "Medhold"
    UPHELD_IN_PART = "upheld_in_part", "Delvis medhold"
    NOT_UPHELD = "not_upheld", "Ikke medhold"
    DISMISSED = "dismissed", "Avvist"
    WITHDRAWN = "withdrawn", "Trukket"


S = AppealStatus
APPEAL = Lifecycle(
    "appeal",
    "klagen",
    AppealStatus,
    {
        S.SUBMITTED: {S.ASSIGNED, S.WITHDRAWN},
        S.ASSIGNED: {S.PROPOSED, S.FORWARDED, S.WITHDRAWN},
        # The first instance may dismiss or change in the party's favour; only the appeals body says no: fvl. § 33.
        S.PROPOSED: {S.ASSIGNED, S.UPHELD, S.UPHELD_IN_PART, S.DISMISSED, S.WITHDRAWN},
        S.FORWARDED: {S.UPHELD, S.UPHELD_IN_PART, S.NOT_UPHELD, S.DISMISSED, S.WITHDRAWN},
        S.UPHELD: set(),
        S.UPHELD_IN_PART: set(),
        S.NOT_UPHELD: set(),
        S.DISMISSED: {S.SUBMITTED},  # dealt with after all, when the dismissal was appealed and that was upheld
        S.WITHDRAWN: set(),
    },
)
OPEN = (S.SUBMITTED, S.ASSIGNED, S.PROPOSED, S.FORWARDED)
IN_FAVOUR = (S.UPHELD, S.UPHELD_IN_PART)
FIRST_INSTANCE = (S.UPHELD, S.UPHELD_IN_PART, S.DISMISSED)  # what the first instance may propose
APPEALS_BODY = (S.UPHELD, S.UPHELD_IN_PART, S.NOT_UPHELD, S.DISMISSED)
