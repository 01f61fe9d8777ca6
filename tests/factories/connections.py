"""Keys for other systems, and what is kept of their calls."""

from __future__ import annotations

from datetime import timedelta

from factory import Sequence, SubFactory, Trait

from pafyll.apps.connections.models import AccessToken, CallCount, KeptAnswer
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, UserFactory


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
