"""A change after the award: reported, decided by the owner or by the directorate, and what may follow what."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class ChangeStatus(Status):
    REPORTED = "reported", "Meldt til skoleeier"
    PROPOSED = "proposed", "Sendt til direktoratet"
    PREPARED = "prepared", "Klar til vedtak"
    CARRIED_OUT = "carried_out", "Gjennomført"
    REFUSED = "refused", "Ikke godkjent"
    TAKEN_BACK = "taken_back", "Trukket tilbake"


C = ChangeStatus
CHANGE = Lifecycle(
    "change",
    "endringen",
    ChangeStatus,
    {
        C.REPORTED: {C.PROPOSED, C.CARRIED_OUT, C.REFUSED, C.TAKEN_BACK},  # the owner's turn
        C.PROPOSED: {C.PREPARED, C.TAKEN_BACK},  # the directorate's turn
        C.PREPARED: {C.CARRIED_OUT, C.REFUSED, C.PROPOSED},  # decided, or returned, by a second person
        C.CARRIED_OUT: set(),
        C.REFUSED: {C.CARRIED_OUT, C.PROPOSED},  # after an appeal: done all the same, or handled anew
        C.TAKEN_BACK: set(),
    },
)


class LateStatus(Status):
    ASKED = "asked", "Til behandling"
    PREPARED = "prepared", "Klar til vedtak"
    ACCEPTED = "accepted", "Godtatt"
    REFUSED = "refused", "Avslått"


L = LateStatus
LATE_CONFIRMATION = Lifecycle(
    "late",
    "saken om sen bekreftelse",
    LateStatus,
    {
        L.ASKED: {L.PREPARED},
        L.PREPARED: {L.ACCEPTED, L.REFUSED, L.ASKED},  # decided, or returned, by a second person
        L.ACCEPTED: set(),
        L.REFUSED: set(),
    },
)


class RecoveryCaseStatus(Status):
    FOREWARNED = "forewarned", "Forhåndsvarslet"
    COMMENTED = "commented", "Uttalelse mottatt"
    PREPARED = "prepared", "Klar til vedtak"
    DECIDED = "decided", "Krevd tilbake"
    DROPPED = "dropped", "Ikke krevd tilbake"


R = RecoveryCaseStatus
RECOVERY_CASE = Lifecycle(
    "recovery_case",
    "saken om tilbakebetaling",
    RecoveryCaseStatus,
    {
        R.FOREWARNED: {R.COMMENTED, R.PREPARED, R.DROPPED},
        R.COMMENTED: {R.PREPARED, R.DROPPED},
        R.PREPARED: {R.DECIDED, R.DROPPED, R.COMMENTED, R.FOREWARNED},  # decided, or returned, by a second person
        R.DECIDED: set(),
        R.DROPPED: set(),
    },
)
