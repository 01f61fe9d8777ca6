"""The pages of addresses that are told: registering one, what it has been told, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook
from pafyll.apps.connections.permissions import may_keep_webhook, may_make_tokens, may_register_webhook
from pafyll.apps.connections.queries import deliveries_of, visible_tokens, visible_webhooks
from pafyll.apps.connections.services import webhooks as services
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.webhook import WebhookStatus
from pafyll.domain.rules.webhooks import TEST, WHY
from pafyll.integrations.clock import machine_now, midnight_before, now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusals import tried
from pafyll.web.components.tokens.webhook_forms import DeliveriesForm, SinceForm, WebhookForm, label_of_kind

ON_A_PAGE = 50
NAMES = ("tokens", "new_webhook", "webhook", "end_webhook", "pause_webhook", "resume_webhook", "try_webhook")
MORE = ("renew_webhook_secret", "tell_again", "tell_all_again")


@dataclass(frozen=True)
class HookRow:
    """An address with what it is told of, in words, and whether it is told now."""

    hook: Webhook
    key_works: bool

    @property
    def kinds(self) -> list[str]:
        return [label_of_kind(kind) for kind in self.hook.kinds]


@dataclass(frozen=True)
class DeliveryRow:
    """A message, what it was about, and why there was no answer, in words."""

    delivery: HookDelivery
    why: str

    @property
    def about(self) -> str:
        one = self.delivery
        return _("Prøve") if one.event == TEST else label_of_kind(one.event)


def rows_of(request: DeskRequest) -> list[HookRow]:
    """Addresses that are not ended, for the page of keys."""
    rows = visible_webhooks(request.viewer).exclude(status=WebhookStatus.ENDED)
    return [HookRow(one, _works(one.token)) for one in rows]


def new(request: DeskRequest, desk: str) -> HttpResponse:
    """Registers an address, and shows its secret in the answer."""
    require(may_make_tokens(request.viewer))
    own = [one for one in visible_tokens(request.viewer) if may_register_webhook(request.viewer, one, now())]
    form = WebhookForm(request.POST or None, tokens=own)
    made: list[tuple[Webhook, str]] = []
    if form.is_valid() and tried(
        form, lambda: made.append(services.register_webhook(**form.cleaned_data, by=request.user, at=now()))
    ):
        return _told(request, desk, *made[0])
    return _page(request, desk, "new_webhook", {"form": form, "own": own}, status=422 if form.errors else 200)


def webhook(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """The address, and what it has been told in the last thirty days."""
    return _shown(request, desk, _found(request, pk), SinceForm())


@require_POST
def tell_all_again(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Has everything since a day told again."""
    hook, form = _found(request, pk), SinceForm(request.POST)
    if not form.is_valid():
        return _shown(request, desk, hook, form, status=422)
    since = midnight_before(form.cleaned_data["since"])
    count = services.tell_all_since(webhook=hook, since=since, by=request.user, at=now(), machine=machine_now())
    said = ngettext("%(count)s melding sendes på nytt.", "%(count)s meldinger sendes på nytt.", count)
    messages.success(request, said % {"count": count})
    return see_other(f"{desk}:webhook", pk)


@require_POST
def tell_again(request: DeskRequest, desk: str, pk: int, delivery: int) -> HttpResponse:
    """Has one message told again."""
    hook = _found(request, pk)
    one = fetch(deliveries_of(hook), delivery, viewer=request.viewer)
    services.tell_again(delivery=one, by=request.user, at=now(), machine=machine_now())
    messages.success(request, _("Meldingen sendes på nytt."))
    return see_other(f"{desk}:webhook", pk)


@require_POST
def pause(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Tells it nothing for a while."""
    services.pause_webhook(webhook=_found(request, pk), by=request.user, at=now())
    messages.success(request, _("Adressen er satt på pause. Det som hender imens, sendes når dere tar den opp igjen."))
    return see_other(f"{desk}:webhook", pk)


@require_POST
def resume(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Tells it again."""
    services.resume_webhook(webhook=_found(request, pk), by=request.user, at=now(), machine=machine_now())
    messages.success(request, _("Adressen varsles igjen."))
    return see_other(f"{desk}:webhook", pk)


@require_POST
def trial(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Sends a message about nothing."""
    services.try_webhook(webhook=_found(request, pk), by=request.user, at=now(), machine=machine_now())
    messages.success(request, _("En prøve er på vei. Last siden på nytt for å se om den kom fram."))
    return see_other(f"{desk}:webhook", pk)


@require_POST
def renew_secret(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """A new secret, shown in the answer."""
    hook = _found(request, pk)
    return _told(request, desk, *services.renew_secret(webhook=hook, by=request.user, at=now(), machine=machine_now()))


def end(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Ends it, after a question."""
    hook = _found(request, pk)
    if request.method != "POST":
        return _page(request, desk, "end_webhook", {"hook": hook})
    services.end_webhook(webhook=hook, by=request.user, at=now())
    messages.success(request, _("Adressen varsles ikke lenger."))
    return see_other(f"{desk}:tokens")


def _found(request: DeskRequest, pk: int) -> Webhook:
    return fetch(visible_webhooks(request.viewer), pk, viewer=request.viewer, may=may_keep_webhook)


def _works(token: AccessToken) -> bool:
    return token.revoked_at is None and token.expires_at > now()


def _shown(request: DeskRequest, desk: str, hook: Webhook, since: SinceForm, status: int = 200) -> HttpResponse:
    chosen = DeliveriesForm(request.GET or None)
    rows = deliveries_of(hook)
    wanted = chosen.value()
    page = Paginator(rows.filter(status=wanted) if wanted else rows, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "row": HookRow(hook, _works(hook.token)),
        "hook": hook,
        "chosen": chosen,
        "since": since,
        "page": page,
        "rows": [DeliveryRow(one, _(WHY[one.error]) if one.error in WHY else "") for one in page.object_list],
        "is_ended": hook.status == WebhookStatus.ENDED,
        "is_told": hook.status == WebhookStatus.ACTIVE,
    }
    return _page(request, desk, "webhook", context, status=status)


def _told(request: DeskRequest, desk: str, hook: Webhook, secret: str) -> HttpResponse:
    return _page(request, desk, "told_secret", {"hook": hook, "secret": secret})


def _page(request: DeskRequest, desk: str, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    to = {one: f"{desk}:{one}" for one in (*NAMES, *MORE)}
    return render(request, f"components/tokens/{name}.html", {**context, "to": to}, status=status)
