"""One mail to one reader, from the moment it is written until the mail server has it."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class MailStatus(Status):
    WAITING = "waiting", "Venter på å bli sendt"
    HELD = "held", "Venter på samlet e-post"
    SENT = "sent", "Levert til e-posttjeneren"
    GATHERED = "gathered", "Sendt i samlet e-post"
    FAILED = "failed", "Kom ikke fram"
    UNWANTED = "unwanted", "Ikke sendt: slått av"


S = MailStatus
MAIL = Lifecycle(
    "mail",
    "e-posten",
    MailStatus,
    {
        S.WAITING: {S.SENT, S.FAILED},  # tried again and again, with longer and longer between
        S.HELD: {S.GATHERED},
        S.FAILED: {S.WAITING},  # somebody has seen why, and has it tried once more
        S.SENT: set(),
        S.GATHERED: set(),
        S.UNWANTED: set(),
    },
)
