"""What addresses that are told wait for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits
from pafyll.apps.connections.models import HookDelivery, Webhook
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.domain.lifecycles.webhook import HOOK_DELIVERY, WEBHOOK, HookDeliveryStatus, WebhookStatus

Role = RoleGrant.Role
W, D = WebhookStatus, HookDeliveryStatus
AT = "token__organisation"
OVER = "Its key is over: the address is registered anew with another."


def stopped(page: str, *roles: str, at_provider: bool) -> Waits:
    todo = _("Rett adressen som ikke svarer, og ta den opp igjen")
    who = Holders(roles, AT, own=True)  # as the page itself: a role that is lent gives no keys
    return Waits(todo, who, page, name=("address",), only=_with_key(at_provider), otherwise=OVER)


def _with_key(at_provider: bool) -> Callable[[datetime], Q]:
    provider = Q(token__organisation__kind=Organisation.Kind.PROVIDER)
    return lambda at: (provider if at_provider else ~provider) & Q(token__revoked_at=None, token__expires_at__gt=at)


INBOX = (
    Inbox(
        WEBHOOK,
        Webhook,
        {
            W.ACTIVE: Rests("It is told whenever something happens."),
            W.PAUSED: Rests("Somebody has paused it, and takes it up again when they like."),
            W.STOPPED: (
                stopped("owner:webhook", Role.OWNER_DECIDER, at_provider=False),
                stopped("provider:webhook", Role.PROVIDER_OFFICER, Role.DEPUTY_HEAD, Role.UNIT_HEAD, at_provider=True),
            ),  # the directorate's keys read nothing that is told of
        },
        ended="Nothing is sent there any more.",
    ),
    Inbox(
        HOOK_DELIVERY,
        HookDelivery,
        {
            D.WAITING: Rests("The crew sends it, or tries again."),
            D.SENT: Rests("The address has it. Who wants it once more, asks for it."),
            D.FAILED: Rests("It stands in the log of the address. Who keeps that is told when nothing gets through."),
        },
        ended="It never ends by itself; it is forgotten after thirty days.",
    ),
)
