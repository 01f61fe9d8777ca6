"""An address that is told when something happens, and each telling on its way there."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class WebhookStatus(Status):
    ACTIVE = "active", "Varsles"
    PAUSED = "paused", "Satt på pause"
    STOPPED = "stopped", "Stanset fordi adressen ikke svarer"
    ENDED = "ended", "Avsluttet"


class HookDeliveryStatus(Status):
    WAITING = "waiting", "Venter på å bli sendt"
    SENT = "sent", "Tatt imot"
    FAILED = "failed", "Kom ikke fram"


W, D = WebhookStatus, HookDeliveryStatus
WEBHOOK = Lifecycle(
    "webhook",
    "varslingsadressen",
    WebhookStatus,
    {
        W.ACTIVE: {W.PAUSED, W.STOPPED, W.ENDED},
        W.PAUSED: {W.ACTIVE, W.ENDED},
        W.STOPPED: {W.ACTIVE, W.ENDED},  # its owner has mended the address
        W.ENDED: set(),
    },
)
HOOK_DELIVERY = Lifecycle(
    "hook_delivery",
    "meldingen",
    HookDeliveryStatus,
    {
        D.WAITING: {D.SENT, D.FAILED},  # tried again and again, with longer and longer between
        D.SENT: {D.WAITING},  # asked for once more, by the same name
        D.FAILED: {D.WAITING},
    },
)
