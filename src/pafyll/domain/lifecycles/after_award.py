"""What follows an award: a change that is applied for, money that is left, recovery, and a control."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class AwardChangeStatus(Status):
    SENT = "sent", "Sendt til statsforvalteren"
    PREPARED = "prepared", "Klar til vedtak"
    ACCEPTED = "accepted", "Godtatt"
    ACCEPTED_CHANGED = "accepted_changed", "Godtatt med endringer"
    REFUSED = "refused", "Avslått"
    TAKEN_BACK = "taken_back", "Trukket tilbake"


C = AwardChangeStatus
AWARD_CHANGE = Lifecycle(
    "award_change",
    "endringssøknaden",
    AwardChangeStatus,
    {
        C.SENT: {C.PREPARED, C.TAKEN_BACK},
        C.PREPARED: {C.ACCEPTED, C.ACCEPTED_CHANGED, C.REFUSED, C.SENT},  # decided, or returned, by a second person
        C.ACCEPTED: set(),
        C.ACCEPTED_CHANGED: set(),
        C.REFUSED: set(),
        C.TAKEN_BACK: set(),
    },
)


class AwardSettlementStatus(Status):
    PREPARED = "prepared", "Klar til vedtak"
    RETURNED = "returned", "Sendt tilbake"
    DECIDED = "decided", "Vedtatt"


S = AwardSettlementStatus
AWARD_SETTLEMENT = Lifecycle(
    "award_settlement",
    "sluttoppgjøret",
    AwardSettlementStatus,
    {
        S.PREPARED: {S.DECIDED, S.RETURNED},  # decided, or returned, by a second person
        S.RETURNED: {S.PREPARED},
        S.DECIDED: set(),
    },
)


class AwardRecoveryStatus(Status):
    FOREWARNED = "forewarned", "Forhåndsvarslet"
    COMMENTED = "commented", "Uttalelse mottatt"
    PREPARED = "prepared", "Klar til vedtak"
    DECIDED = "decided", "Krevd tilbake"
    DROPPED = "dropped", "Ikke krevd tilbake"
    PAID_BACK = "paid_back", "Betalt tilbake"


R = AwardRecoveryStatus
AWARD_RECOVERY = Lifecycle(
    "award_recovery",
    "saken om tilbakebetaling",
    AwardRecoveryStatus,
    {
        R.FOREWARNED: {R.COMMENTED, R.PREPARED},
        R.COMMENTED: {R.PREPARED},
        R.PREPARED: {R.DECIDED, R.DROPPED, R.COMMENTED, R.FOREWARNED},  # decided, or returned, by a second person
        R.DECIDED: {R.PAID_BACK},
        R.DROPPED: set(),
        R.PAID_BACK: set(),
    },
)


class ControlSampleStatus(Status):
    ANNOUNCED = "announced", "Loddtallet er kunngjort"
    DRAWN = "drawn", "Trukket"


L = ControlSampleStatus
CONTROL_SAMPLE = Lifecycle(
    "control_sample", "kontrollutvalget", ControlSampleStatus, {L.ANNOUNCED: {L.DRAWN}, L.DRAWN: set()}
)


class ControlStatus(Status):
    ASKED = "asked", "Dokumentasjon er bedt om"
    ANSWERED = "answered", "Dokumentasjon mottatt"
    IN_ORDER = "in_order", "Kontrollert, i orden"
    DEVIATED = "deviated", "Kontrollert, avvik"


K = ControlStatus
CONTROL = Lifecycle(
    "control",
    "kontrollen",
    ControlStatus,
    {
        K.ASKED: {K.ANSWERED, K.DEVIATED},  # a deadline without an answer is a deviation too
        K.ANSWERED: {K.IN_ORDER, K.DEVIATED, K.ASKED},  # asked for more
        K.IN_ORDER: set(),
        K.DEVIATED: set(),
    },
)
