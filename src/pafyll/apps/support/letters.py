"""The mail about changes of organisations."""

from pafyll.apps.casework.letters import Audience, Letter

LETTERS = (
    Letter("support/change_announced", Audience.CONCERNED),
    Letter("support/change_called_off", Audience.CONCERNED),
    Letter("support/change_carried_out", Audience.CONCERNED),
)
