"""An address is registered for a key by who it acts as, kept by those who make keys there, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.connections.models import HookDelivery, HookNotice, Webhook
from pafyll.apps.connections.queries import visible_webhooks
from pafyll.apps.connections.services import webhooks
from pafyll.apps.connections.services.tokens import revoke_token
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.webhooks import KEPT, MOST_HOOKS
from pafyll.integrations.clock import now, today
from tests.apps.connections.scene import ADDRESS, System, make_system
from tests.factories import HookDeliveryFactory, HookNoticeFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(clock: Any) -> System:
    return make_system()


def registered(system: System, **more: Any) -> Webhook:
    given = {"token": system.token, "address": "https://more.example.no/", "kinds": ["need"], "by": system.user}
    return webhooks.register_webhook(**{**given, "at": now(), **more})[0]


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.answer.code


def test_the_secret_is_told_once_and_kept_sealed(system: System) -> None:
    kept = str(Webhook.objects.values().get())

    assert system.secret.startswith("whsec_")
    assert system.secret not in kept
    assert system.secret.removeprefix("whsec_") not in kept


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"address": "http://more.example.no/"}, "address_unusable"),
        ({"address": "http://127.0.0.1:1/"}, "address_unusable"),
        ({"kinds": []}, "kinds_missing"),
        ({"kinds": ["everything"]}, "kind_unknown"),
        ({"kinds": ["need.draft"]}, "kind_unknown"),
        ({"kinds": ["need", "admission"]}, "scope_missing_for_kind"),
        ({"address": ADDRESS}, "webhook_exists"),
    ],
)
def test_an_address_that_cannot_be_told_is_refused(system: System, given: dict[str, Any], code: str) -> None:
    assert refused(lambda: registered(system, **given)) == code


def test_a_key_has_no_more_than_ten(system: System) -> None:
    for number in range(MOST_HOOKS - 1):
        registered(system, address=f"https://more.example.no/{number}")

    assert refused(lambda: registered(system)) == "too_many_webhooks"


def test_only_who_the_key_acts_as_registers_and_a_key_that_is_over_has_none(system: System) -> None:
    colleague = RoleGrantFactory(owner_decider=True, organisation=system.owner).person.user
    assert refused(lambda: registered(system, by=colleague)) == "not_your_token"

    revoke_token(token=system.token, by=system.user, at=now())
    system.token.refresh_from_db()
    assert refused(lambda: registered(system)) == "token_is_over"


def test_a_colleague_who_makes_keys_pauses_and_ends_it_and_nobody_else_does(system: System) -> None:
    colleague = RoleGrantFactory(owner_decider=True, organisation=system.owner).person.user
    officer = RoleGrantFactory(owner_officer=True, organisation=system.owner).person.user
    ola = make_system(address="https://ola.example.no/").user

    for stranger in (officer, ola):
        assert not visible_webhooks(viewer_of(stranger, day=today())).filter(pk=system.hook.pk).exists()
        assert refused(lambda by=stranger: webhooks.pause_webhook(webhook=system.hook, by=by, at=now()))
        assert refused(lambda by=stranger: webhooks.end_webhook(webhook=system.hook, by=by, at=now()))
    webhooks.pause_webhook(webhook=system.hook, by=colleague, at=now())
    webhooks.end_webhook(webhook=system.hook, by=colleague, at=now())
    assert Webhook.objects.get(pk=system.hook.pk).status == "ended"


def test_nobody_pauses_it_twice_or_wakes_what_is_ended(system: System) -> None:
    stale = Webhook.objects.get(pk=system.hook.pk)
    webhooks.pause_webhook(webhook=system.hook, by=system.user, at=now())
    with pytest.raises((AlreadyChanged, Refusal)):
        webhooks.pause_webhook(webhook=stale, by=system.user, at=now())

    webhooks.end_webhook(webhook=system.hook, by=system.user, at=now())
    given = {"webhook": system.hook, "by": system.user, "at": now(), "machine": now()}
    for act in (webhooks.resume_webhook, webhooks.renew_secret, webhooks.try_webhook):
        assert refused(lambda act=act: act(**given)) in {"webhook_is_ended", "not_from_this_status"}
    assert Webhook.objects.get().sealed == ""


def test_the_addresses_of_a_key_end_with_it(system: System) -> None:
    revoke_token(token=system.token, by=system.user, at=now())

    assert Webhook.objects.get().status == "ended"


def test_what_was_told_is_forgotten_after_thirty_days_and_not_before(clock: Any) -> None:
    old, new = HookDeliveryFactory(made_at=now() - 2 * KEPT), HookDeliveryFactory(made_at=now() - KEPT / 2)
    notice = HookNoticeFactory()
    HookNoticeFactory(event__at=now() - 2 * KEPT)

    call_command("forget_calls", remove=True)

    assert list(HookDelivery.objects.all()) == [new]
    assert old.pk != new.pk
    assert list(HookNotice.objects.all()) == [notice]
