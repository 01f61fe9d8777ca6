"""The mail about an address that does not answer."""

from pafyll.apps.casework.letters import Audience, Letter

LETTERS = (Letter("connections/webhook_stopped", Audience.KEEPER, sender="token.organisation"),)
