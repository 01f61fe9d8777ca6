"""What is written once: the history, and the chain that holds it. The database itself refuses a change."""

from pafyll.apps.casework.freezing import Frozen

HISTORY = Frozen(
    function="casework_refuse_history",
    refused="History is never altered: what was wrong is corrected by a new event",
    tables={"casework_event": "", "casework_historylink": ""},
    verbs=("UPDATE", "DELETE"),
)
