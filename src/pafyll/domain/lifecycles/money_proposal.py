"""An appropriation or a frame, from one who prepares it to another who decides it."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class MoneyProposalStatus(Status):
    PREPARED = "prepared", "Venter på godkjenning"
    DECIDED = "decided", "Godkjent og ført"
    RETURNED = "returned", "Sendt tilbake"


S = MoneyProposalStatus
MONEY_PROPOSAL = Lifecycle(
    "money_proposal",
    "forslaget",
    MoneyProposalStatus,
    # By another than who prepared it. What was returned is prepared anew, so that nobody decides what was changed.
    {S.PREPARED: {S.DECIDED, S.RETURNED}, S.DECIDED: set(), S.RETURNED: set()},
)
