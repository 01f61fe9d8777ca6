"""A provider's admission of one who was granted a place: from the offer of admission to the result."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AdmissionStatus(Status):
    RECEIVED = "received", "Til vurdering"
    OFFERED = "offered", "Tilbud sendt"
    ACCEPTED = "accepted", "Takket ja"
    DECLINED = "declined", "Takket nei"
    LAPSED = "lapsed", "Svarte ikke i tide"
    ADMITTED = "admitted", "Tatt opp"
    NOT_ADMITTED = "not_admitted", "Ikke tatt opp"
    STARTED = "started", "I gang"
    NOT_STARTED = "not_started", "Møtte ikke"
    PASSED = "passed", "Bestått"
    FAILED = "failed", "Ikke bestått"
    DEFERRED = "deferred", "Utsatt"
    WITHDRAWN = "withdrawn", "Trukket"
    CALLED_OFF = "called_off", "Studiet er avlyst"


A = AdmissionStatus
OVER = {A.WITHDRAWN, A.CALLED_OFF}  # ended by somebody else than the one who admits
ADMISSION = Lifecycle(
    "admission",
    "opptaket",
    AdmissionStatus,
    {
        A.RECEIVED: {A.OFFERED, A.NOT_ADMITTED, *OVER},
        A.OFFERED: {A.ACCEPTED, A.DECLINED, A.LAPSED, A.NOT_ADMITTED, *OVER},
        A.ACCEPTED: {A.ADMITTED, A.NOT_ADMITTED, *OVER},  # not admitted when a condition was not met
        A.ADMITTED: {A.STARTED, A.NOT_STARTED, *OVER},
        A.STARTED: {A.PASSED, A.FAILED, A.DEFERRED, A.WITHDRAWN},
        A.NOT_STARTED: {A.STARTED, A.WITHDRAWN},  # came after all
        A.DEFERRED: {A.PASSED, A.FAILED, A.WITHDRAWN},
        A.FAILED: {A.PASSED, A.DEFERRED},  # a new examination
        A.PASSED: set(),
        A.DECLINED: set(),
        A.LAPSED: set(),
        A.NOT_ADMITTED: set(),
        A.WITHDRAWN: set(),
        A.CALLED_OFF: set(),
    },
)
