"""Marit's system at an owner, which is told of needs, and Ola's at another owner, which must never hear of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record
from pafyll.apps.connections.models import AccessToken, Webhook
from pafyll.apps.connections.services.tokens import make_token
from pafyll.apps.connections.services.webhooks import register_webhook
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import now
from tests.factories import NeedsNotificationFactory, OrganisationFactory, RoleGrantFactory

ADDRESS = "https://personal.example.no/pafyll"
SCOPES = ("needs:read", "applications:read", "webhooks:read", "webhooks:write")


@dataclass
class System:
    """A key with its secret, who it acts as, and its address with the secret that signs."""

    owner: Organisation
    user: User
    token: AccessToken
    key: str
    hook: Webhook
    secret: str

    def something_happens(self, *, after: str = "sent", need: Any = None) -> Any:
        """A need of the owner's is sent, or whatever else; the need."""
        one = need or NeedsNotificationFactory(owner=self.owner)
        with transaction.atomic():
            told = {"verb": after, "before": "draft", "after": after}
            record(about=f"needs_notification:{one.pk}", by=self.user, at=now(), **told)
        return one


def make_system(
    *,
    kinds: tuple[str, ...] = ("need",),
    scopes: tuple[str, ...] = SCOPES,
    address: str = ADDRESS,
    county_code: str = "46",
) -> System:
    owner = OrganisationFactory(municipality=True, county_code=county_code)
    user = RoleGrantFactory(owner_decider=True, organisation=owner).person.user
    token, key = make_token(organisation=owner, name="Personal", scopes=scopes, days=90, by=user, at=now())
    hook, secret = register_webhook(token=token, address=address, kinds=kinds, by=user, at=now())
    return System(owner, user, token, key, hook, secret)
