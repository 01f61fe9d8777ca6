"""A case for the politicians, its paper and its consultations: which status may follow which."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class CaseStatus(Status):
    DRAFTED = "drafted", "Under arbeid"
    IN_CONSULTATION = "in_consultation", "Til drøfting"
    FOR_COMMITTEE = "for_committee", "Til uttalelse i utvalg"
    FOR_RESOLUTION = "for_resolution", "Til politisk vedtak"
    RESOLVED = "resolved", "Vedtatt"
    CLOSED = "closed", "Avsluttet"
    WITHDRAWN = "withdrawn", "Trukket"


C = CaseStatus
CASE = Lifecycle(
    "case",
    "saken",
    CaseStatus,
    {
        C.DRAFTED: {C.IN_CONSULTATION, C.FOR_COMMITTEE, C.FOR_RESOLUTION, C.WITHDRAWN},
        C.IN_CONSULTATION: {C.FOR_COMMITTEE, C.FOR_RESOLUTION, C.WITHDRAWN},
        C.FOR_COMMITTEE: {C.FOR_RESOLUTION, C.WITHDRAWN},
        # Politicians can send a case back to be worked out anew: the consultation is then held again.
        C.FOR_RESOLUTION: {C.RESOLVED, C.DRAFTED, C.WITHDRAWN},
        C.RESOLVED: {C.CLOSED},
        C.CLOSED: set(),
        C.WITHDRAWN: set(),
    },
)
OPEN = (C.DRAFTED, C.IN_CONSULTATION, C.FOR_COMMITTEE, C.FOR_RESOLUTION)
POLITICAL = (C.FOR_COMMITTEE, C.FOR_RESOLUTION)  # what politicians have before them must have a paper issued to them


class PaperStatus(Status):
    DRAFTED = "drafted", "Under arbeid"
    ISSUED = "issued", "Utstedt"
    REPLACED = "replaced", "Erstattet"


P = PaperStatus
CASE_PAPER = Lifecycle(
    "case_paper",
    "saksframlegget",
    PaperStatus,
    {P.DRAFTED: {P.ISSUED}, P.ISSUED: {P.REPLACED}, P.REPLACED: set()},
)


class ConsultationStatus(Status):
    INVITED = "invited", "Innkalt"
    HELD = "held", "Referat til godkjenning"
    CONFIRMED = "confirmed", "Referat godkjent"
    CANCELLED = "cancelled", "Avlyst"


K = ConsultationStatus
CONSULTATION = Lifecycle(
    "consultation",
    "drøftingen",
    ConsultationStatus,
    {K.INVITED: {K.HELD, K.CANCELLED}, K.HELD: {K.CONFIRMED}, K.CONFIRMED: set(), K.CANCELLED: set()},
)
