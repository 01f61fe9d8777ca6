"""A collective scheme in one budget year, with one County Governor or county authority."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class SchemeYearStatus(Status):
    DRAFT = "draft", "Utkast"
    ANNOUNCED = "announced", "Kunngjort"
    CLOSED = "closed", "Fristen er ute"
    RECOMMENDED = "recommended", "Innstilt"
    DECIDED = "decided", "Vedtatt"
    ENDED = "ended", "Avsluttet"
    WITHDRAWN = "withdrawn", "Trukket"


S = SchemeYearStatus
SCHEME_YEAR = Lifecycle(
    "scheme_year",
    "ordningen",
    SchemeYearStatus,
    {
        S.DRAFT: {S.ANNOUNCED, S.WITHDRAWN},
        S.ANNOUNCED: {S.CLOSED, S.WITHDRAWN},
        S.CLOSED: {S.RECOMMENDED, S.DECIDED},  # decided at once where no forum recommends
        S.RECOMMENDED: {S.DECIDED, S.CLOSED},  # the forum may recommend anew
        S.DECIDED: {S.ENDED},
        S.ENDED: set(),
        S.WITHDRAWN: set(),
    },
)
PUBLIC = frozenset({S.ANNOUNCED, S.CLOSED, S.RECOMMENDED, S.DECIDED, S.ENDED})
