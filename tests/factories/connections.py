"""Keys for other systems, and what is kept of their calls."""

from __future__ import annotations

from datetime import timedelta

from factory import LazyFunction, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.accounts.sealing import seal
from pafyll.apps.connections.models import (
    AccessToken,
    CallCount,
    HookDelivery,
    HookNotice,
    IssuerKeys,
    KeptAnswer,
    Webhook,
)
from tests.factories.base import NOW, Factory
from tests.factories.casework import EventFactory
from tests.factories.people import OrganisationFactory, UserFactory

SECRET = "whsec_" + "c2VjcmV0" * 4


class AccessTokenFactory(Factory):
    """A key that is in force. Its secret is not known: make_token makes one with a secret."""

    class Meta:
        model = AccessToken

    organisation = SubFactory(OrganisationFactory, municipality=True)
    holder = SubFactory(UserFactory)
    name = "Fagsystemet"
    scopes = ["needs:read"]
    digest = Sequence("{:064x}".format)
    hint = "pafyll_Ab3xY"
    made_at = NOW - timedelta(days=30)
    expires_at = NOW + timedelta(days=60)

    class Params:
        by_maskinporten = Trait(comes_by="maskinporten", hint="")
        used = Trait(last_used_at=NOW - timedelta(hours=2))
        expired = Trait(expires_at=NOW - timedelta(days=1))
        revoked = Trait(revoked_at=NOW - timedelta(days=1), revoked_by=SubFactory(UserFactory))


class CallCountFactory(Factory):
    class Meta:
        model = CallCount

    caller = Sequence("user:{}".format)
    since = NOW
    calls = 1


class KeptAnswerFactory(Factory):
    class Meta:
        model = KeptAnswer

    caller = Sequence("user:{}".format)
    key = "11111111-2222-3333-4444-555555555555"
    digest = "0" * 64
    status = 201
    content_type = "application/json"
    body = "{}"
    made_at = NOW


class IssuerKeysFactory(Factory):
    class Meta:
        model = IssuerKeys

    issuer = Sequence("https://maskinporten{}.example.no/".format)
    known_at = asked_at = NOW


class WebhookFactory(Factory):
    """An address of a key for needs. The secret is not known: register_webhook makes one with a secret."""

    class Meta:
        model = Webhook

    token = SubFactory(AccessTokenFactory)
    address = Sequence("https://system{}.example.no/pafyll".format)
    kinds = ["need"]
    sealed = LazyFunction(lambda: seal(SECRET))
    made_at = NOW - timedelta(days=10)
    made_by = SelfAttribute("token.holder")

    class Params:
        active = Trait(status="active")
        paused = Trait(status="paused")
        stopped = Trait(status="stopped", failing_since=NOW - timedelta(days=3))
        ended = Trait(status="ended", sealed="")


class HookNoticeFactory(Factory):
    class Meta:
        model = HookNotice

    event = SubFactory(EventFactory)


class HookDeliveryFactory(Factory):
    """A message about a need that was sent."""

    class Meta:
        model = HookDelivery

    webhook = SubFactory(WebhookFactory)
    notice = Sequence(lambda number: number + 1)
    event = "need.sent"
    name = Sequence("BEH-2026-{:05}".format)
    path = "/api/v1/needs/BEH-2026-00001"
    happened_at = NOW - timedelta(days=1)
    made_at = NOW - timedelta(days=1)
    next_try_at = NOW - timedelta(days=1)

    class Params:
        waiting = Trait(status="waiting")
        sent = Trait(status="sent", tries=1, tried_at=NOW - timedelta(days=1), answer=204)
        failed = Trait(status="failed", tries=9, tried_at=NOW - timedelta(hours=1), error="unreachable")
