"""What may be done: recording, deciding, appealing, and keeping the outage ledger."""

from pafyll.apps.casework.services.recording import (
    AlreadyChanged,
    NewDecision,
    Refusal,
    advance,
    issue_decisions,
    record,
    record_all,
    require,
)

__all__ = [
    "AlreadyChanged",
    "NewDecision",
    "Refusal",
    "advance",
    "issue_decisions",
    "record",
    "record_all",
    "require",
]
