"""Addresses that are told when something happens: registered, looked at, tried, paused and ended by the system."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.finding import Key, the_one
from pafyll.api.v1.operations import operation
from pafyll.api.v1.paging import Cursor, Moment, Page, page_by_key
from pafyll.api.v1.shapes import Taken
from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook
from pafyll.apps.connections.queries import deliveries_of, webhooks_of_key
from pafyll.apps.connections.services import webhooks as services
from pafyll.domain.rules.webhooks import LONGEST_ADDRESS
from pafyll.integrations.clock import machine_now, now

router = Router(tags=["webhooks"])
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
MessageName = Annotated[str, Path(pattern=UUID, description="webhook-id of the message")]
Kind = Annotated[str, Field(min_length=1, max_length=60)]


class WebhookShown(Schema):
    """An address. kinds are things, such as application, or single events, such as application.approved.

    failing_since is when it began to fail, null when the last try went well; earlier_secret_until is how long the
    secret before signs too.
    """

    id: int
    address: str
    kinds: list[str]
    status: str
    made_at: datetime
    answered_at: datetime | None
    failing_since: datetime | None
    earlier_secret_until: datetime | None


class WebhookMade(WebhookShown):
    """An address with the secret that signs, which is told now and never again."""

    secret: str


class NewWebhook(Taken):
    """An address on https, and what it shall be told of."""

    address: Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)]
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=100)]


class NewStatus(Taken):
    """Whether it is told now: active, or paused."""

    status: Literal["active", "paused"]


class Since(Taken):
    """From when everything is told again."""

    since: Moment


class Delivery(Schema):
    """A message. id is its webhook-id. answer is the last HTTP status, null where there was none; error says why."""

    id: str
    type: str
    url: str
    happened_at: datetime
    status: str
    tries: int
    tried_at: datetime | None
    next_try_at: datetime | None
    answer: int | None
    error: str


class ToldAgain(Schema):
    """How many messages are sent once more."""

    deliveries: int


@operation(router, "get", "/webhooks", name="webhooks", gives=list[WebhookShown], scope="webhooks:read")
def webhooks(request: Caller) -> Any:
    """The key's own that are not ended, the newest first."""
    return [_shown(one) for one in webhooks_of_key(_token(request))]


@operation(router, "post", "/webhooks", name="new_webhook", gives=WebhookMade, scope="webhooks:write", status=201)
def new_webhook(request: Caller, given: NewWebhook) -> Any:
    """Registers an address. The secret is in this answer alone, which is not kept under an Idempotency-Key."""
    request.is_secret = True  # type: ignore[attr-defined]
    hook, secret = services.register_webhook(
        token=_token(request), address=given.address, kinds=given.kinds, by=request.user, at=now()
    )
    return Status(201, _shown(hook) | {"secret": secret})


@operation(router, "get", "/webhooks/{int:pk}", name="webhook", gives=WebhookShown, scope="webhooks:read")
def webhook(request: Caller, pk: Key) -> Any:
    """One of them."""
    return _shown(_webhook(request, pk))


@operation(router, "delete", "/webhooks/{int:pk}", name="webhook", gives=WebhookShown, scope="webhooks:write")
def end_webhook(request: Caller, pk: Key) -> Any:
    """Nothing more is sent there."""
    return _shown(services.end_webhook(webhook=_webhook(request, pk), by=request.user, at=now()))


@operation(
    router, "put", "/webhooks/{int:pk}/status", name="webhook_status", gives=WebhookShown, scope="webhooks:write"
)
def webhook_status(request: Caller, pk: Key, given: NewStatus) -> Any:
    """Pauses it, or takes it up again, also after we stopped it. Said again, nothing new."""
    hook = _webhook(request, pk)
    if given.status == hook.status:
        return _shown(hook)
    if given.status == "paused":
        return _shown(services.pause_webhook(webhook=hook, by=request.user, at=now()))
    return _shown(services.resume_webhook(webhook=hook, by=request.user, at=now(), machine=machine_now()))


@operation(
    router,
    "post",
    "/webhooks/{int:pk}/secret",
    name="webhook_secret",
    gives=WebhookMade,
    scope="webhooks:write",
    status=201,
)
def webhook_secret(request: Caller, pk: Key) -> Any:
    """A new secret. The one before signs too for a day. The answer is not kept under an Idempotency-Key."""
    request.is_secret = True  # type: ignore[attr-defined]
    hook = _webhook(request, pk)
    hook, secret = services.renew_secret(webhook=hook, by=request.user, at=now(), machine=machine_now())
    return Status(201, _shown(hook) | {"secret": secret})


@operation(
    router,
    "post",
    "/webhooks/{int:pk}/trials",
    name="webhook_trial",
    gives=Delivery,
    scope="webhooks:write",
    status=201,
)
def webhook_trial(request: Caller, pk: Key) -> Any:
    """Sends a message about nothing, of the type webhook.test."""
    hook = _webhook(request, pk)
    return Status(201, _message(services.try_webhook(webhook=hook, by=request.user, at=now(), machine=machine_now())))


@operation(
    router,
    "get",
    "/webhooks/{int:pk}/deliveries",
    name="webhook_deliveries",
    gives=Page[Delivery],
    scope="webhooks:read",
)
def webhook_deliveries(
    request: Caller,
    pk: Key,
    status: Annotated[str, Query(pattern=r"^(waiting|sent|failed)?$")] = "",
    cursor: Cursor = "",
) -> Any:
    """What it has been told in the last 30 days, and is going to be."""
    rows = deliveries_of(_webhook(request, pk))
    rows = rows.filter(status=status) if status else rows
    return page_by_key(rows, lambda page: [_message(one) for one in page], cursor=cursor)


@operation(
    router,
    "post",
    "/webhooks/{int:pk}/deliveries/{str:message}/replay",
    name="webhook_replay",
    gives=Delivery,
    scope="webhooks:write",
)
def webhook_replay(request: Caller, pk: Key, message: MessageName) -> Any:
    """Sends the message once more, with the same webhook-id."""
    one = the_one(deliveries_of(_webhook(request, pk)).filter(key=message))
    return _message(services.tell_again(delivery=one, by=request.user, at=now(), machine=machine_now()))


@operation(
    router, "post", "/webhooks/{int:pk}/replays", name="webhook_replays", gives=ToldAgain, scope="webhooks:write"
)
def webhook_replays(request: Caller, pk: Key, given: Since) -> Any:
    """Sends everything that has happened since the moment once more, each message with the webhook-id it had."""
    count = services.tell_all_since(
        webhook=_webhook(request, pk), since=given.since, by=request.user, at=now(), machine=machine_now()
    )
    return {"deliveries": count}


def _token(request: Caller) -> AccessToken:
    if request.token is None:  # a person does this on the pages
        raise Http404
    return request.token


def _webhook(request: Caller, pk: int) -> Webhook:
    return the_one(webhooks_of_key(_token(request)).filter(pk=pk))


def _shown(one: Webhook) -> dict[str, Any]:
    kept = ("address", "kinds", "status", "made_at", "answered_at", "failing_since")
    return {name: getattr(one, name) for name in kept} | {"id": one.pk, "earlier_secret_until": one.earlier_until}


def _message(one: HookDelivery) -> dict[str, Any]:
    kept = ("happened_at", "status", "tries", "tried_at", "answer", "error")
    waits = one.next_try_at if one.status == "waiting" else None
    told = {"id": str(one.key), "type": one.event, "url": one.path, "next_try_at": waits}
    return {name: getattr(one, name) for name in kept} | told
