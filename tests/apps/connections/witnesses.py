"""Who makes, renews and stops an organisation's keys, and keeps the addresses of one."""

from __future__ import annotations

from pafyll.apps.connections.services.tokens import make_token, renew_token, revoke_token
from pafyll.apps.connections.services.webhooks import pause_webhook, register_webhook
from tests.architecture.named_witnesses import Outcomes, acting, opened, tried, witness_of
from tests.factories import AccessTokenFactory, OrganisationFactory, WebhookFactory
from tests.factories.base import NOW


def _marit_and_ola(organisation):
    return acting("owner_decider", organisation), acting("owner_decider")


@witness_of("connections.permissions", "may_make_token")
def marit_makes_a_key_for_her_own_owners_system() -> Outcomes:
    fjordvik = OrganisationFactory(municipality=True)
    key = {"organisation": fjordvik, "name": "Personalsystemet", "scopes": ["needs:read"], "days": 30}
    return [tried(make_token, **key, by=by, at=NOW) for by in _marit_and_ola(fjordvik)]


@witness_of("connections.permissions", "may_renew_token", "may_register_webhook")
def marit_alone_renews_the_key_that_acts_as_her_and_has_an_address_told_with_it() -> Outcomes:
    fjordvik = OrganisationFactory(municipality=True)
    marit, colleague = (acting("owner_decider", fjordvik) for _ in range(2))
    token = AccessTokenFactory(organisation=fjordvik, holder=marit)
    address = {"token": token, "address": "https://system.example.no/pafyll", "kinds": ["need"]}
    renewed = [tried(renew_token, token=token, by=by, at=NOW) for by in (marit, colleague)]
    return renewed + [tried(register_webhook, **address, by=by, at=NOW) for by in (marit, colleague)]


@witness_of("connections.permissions", "may_revoke_token")
def marit_stops_a_key_of_her_own_owner() -> Outcomes:
    token = AccessTokenFactory()
    return [tried(revoke_token, token=token, by=by, at=NOW) for by in _marit_and_ola(token.organisation)]


@witness_of("connections.permissions", "may_keep_webhook")
def marit_pauses_an_address_of_her_own_owner() -> Outcomes:
    webhook = WebhookFactory(active=True)
    return [tried(pause_webhook, webhook=webhook, by=by, at=NOW) for by in _marit_and_ola(webhook.token.organisation)]


@witness_of("connections.permissions", "may_make_tokens")
def marit_opens_the_page_for_a_new_key_and_siri_does_not() -> Outcomes:
    return [opened("owner:new_token", by=acting(role)) for role in ("owner_decider", "owner_officer")]
