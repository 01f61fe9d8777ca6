"""Keys for systems, what is kept of their calls, and addresses that are told when something happens."""

from pafyll.apps.connections.models.calls import CallCount, KeptAnswer
from pafyll.apps.connections.models.issuer import IssuerKeys
from pafyll.apps.connections.models.token import AccessToken
from pafyll.apps.connections.models.webhook import HookDelivery, HookNotice, Webhook

__all__ = ["AccessToken", "CallCount", "HookDelivery", "HookNotice", "IssuerKeys", "KeptAnswer", "Webhook"]
