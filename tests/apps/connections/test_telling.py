"""A message is tried until there is a yes; an address that is silent for days is stopped, and its owner told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from pafyll.apps.casework.models import Event, Mail
from pafyll.apps.connections.models import HookDelivery, Webhook
from pafyll.apps.connections.services.spreading import spread
from pafyll.apps.connections.services.telling import errand, tell
from pafyll.apps.connections.services.webhooks import (
    pause_webhook,
    renew_secret,
    resume_webhook,
    tell_again,
    tell_all_since,
    try_webhook,
)
from pafyll.domain.rules.webhooks import WAITS
from pafyll.integrations.clock import now
from pafyll.integrations.webhooks.sending import NotSent
from pafyll.integrations.webhooks.signing import is_ours
from tests.apps.connections.scene import ADDRESS, System, make_system

pytestmark = pytest.mark.django_db


class Address:
    """A receiver that answers what it is told to, and remembers what it was sent."""

    def __init__(self, *answers: int | str) -> None:
        self.answers = list(answers or (204,))
        self.taken: list[tuple[str, bytes, dict[str, str]]] = []

    def __call__(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.taken.append((address, body, dict(headers)))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, str):
            raise NotSent(answer)
        return answer

    @property
    def names(self) -> list[str]:
        return [headers["webhook-id"] for _address, _body, headers in self.taken]


@pytest.fixture
def system(clock: Any) -> System:
    made = make_system()
    made.something_happens()
    spread(at=now(), machine=now())
    return made


def tell_at(moment: datetime, address: Address) -> int:
    return tell(at=moment, machine=moment, send=address)


def test_a_yes_is_noted_and_the_message_is_signed_by_the_secret_that_was_told(system: System) -> None:
    address = Address(204)

    assert tell_at(now(), address) == 1

    [(to, body, headers)] = address.taken
    one = HookDelivery.objects.get()
    assert to == ADDRESS
    assert is_ours(headers, body, secret=system.secret, at=now())
    assert (one.status, one.tries, one.answer, headers["webhook-id"]) == ("sent", 1, 204, str(one.key))
    assert tell_at(now(), address) == 0


@pytest.mark.parametrize("answer", [199, 300, 301, 400, 401, 404, 429, 500, "unreachable", "too_slow", "not_public"])
def test_everything_but_a_yes_is_tried_again_later_by_the_same_name(system: System, answer: int | str) -> None:
    address = Address(answer, 200)

    assert tell_at(now(), address) == 0
    one = HookDelivery.objects.get()
    assert (one.status, one.error, one.answer) == (
        "waiting",
        answer if isinstance(answer, str) else "",
        answer if isinstance(answer, int) else None,
    )
    assert tell_at(now() + timedelta(seconds=59), address) == 0
    assert tell_at(now() + timedelta(seconds=61), address) == 1
    assert address.names == [str(one.key)] * 2


def test_the_waits_grow_and_it_is_given_up_after_nine_tries_with_the_reason(system: System) -> None:
    address, moment = Address("unreachable"), now()

    for wait in (timedelta(), *WAITS):
        moment += wait + timedelta(seconds=1)
        Webhook.objects.update(failing_since=None)  # so that the address itself is not stopped
        tell_at(moment, address)

    one = HookDelivery.objects.get()
    assert list(WAITS) == sorted(WAITS)
    assert (one.status, one.tries, one.error, len(address.taken)) == ("failed", 9, "unreachable", 9)
    assert sum(WAITS, timedelta()) > timedelta(days=2)


def test_an_address_that_is_silent_for_three_days_is_stopped_and_whoever_made_the_key_is_told(system: System) -> None:
    address, moment = Address("unreachable"), now()
    for wait in (timedelta(), timedelta(days=1), timedelta(days=1), timedelta(days=1, minutes=2)):
        moment += wait
        tell_at(moment, address)

    system.hook.refresh_from_db()
    mail = Mail.objects.get(letter="connections/webhook_stopped")
    event = Event.objects.get(about=system.hook.about, verb="stopped")
    assert (system.hook.status, event.why, event.by) == ("stopped", "silent", None)
    assert (mail.reader, ADDRESS in mail.text) == (system.user, True)
    before = len(address.taken)
    tell_at(moment + timedelta(days=9), address)
    assert len(address.taken) == before


def test_a_yes_in_between_begins_the_days_anew(system: System) -> None:
    moment = now()
    tell_at(moment, Address("unreachable"))
    tell_at(moment + timedelta(days=2), Address(200))
    system.something_happens()
    spread(at=now(), machine=now())

    tell_at(moment + timedelta(days=4), Address("unreachable"))

    system.hook.refresh_from_db()
    assert system.hook.status == "active"


def test_an_address_that_says_it_is_gone_is_stopped_at_once(system: System) -> None:
    tell_at(now(), Address(410))

    system.hook.refresh_from_db()
    assert system.hook.status == "stopped"
    assert "410" in Mail.objects.get(letter="connections/webhook_stopped").text


def test_when_it_is_taken_up_again_what_has_waited_is_told(system: System) -> None:
    tell_at(now(), Address(410))
    system.something_happens()
    spread(at=now(), machine=now())
    address = Address()

    assert tell_at(now() + timedelta(hours=2), address) == 0
    resume_webhook(webhook=system.hook, by=system.user, at=now(), machine=now())

    assert tell_at(now(), address) == 2


def test_a_paused_address_is_told_nothing(system: System) -> None:
    pause_webhook(webhook=system.hook, by=system.user, at=now())
    address = Address()

    assert tell_at(now(), address) == 0
    resume_webhook(webhook=system.hook, by=system.user, at=now(), machine=now())
    assert tell_at(now(), address) == 1


def test_an_address_that_fails_does_not_hold_up_the_others(system: System) -> None:
    for _ in range(5):
        system.something_happens()
    other = make_system(address="https://other.example.no/")
    other.something_happens()
    spread(at=now(), machine=now())
    taken: list[str] = []

    def send(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        taken.append(address)
        if address == ADDRESS:
            raise NotSent("too_slow")
        return 200

    tell(at=now(), machine=now(), send=send)

    assert sorted(taken) == [other.hook.address, ADDRESS]


def test_a_message_that_a_killed_crew_had_in_hand_is_taken_by_another_after_a_lease(
    system: System, settings: Any
) -> None:
    class Killed(BaseException):
        pass

    def send(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        names.append(headers["webhook-id"])
        raise Killed

    names: list[str] = []
    with pytest.raises(Killed):
        tell(at=now(), machine=now(), send=send)
    address = Address()

    assert tell_at(now(), address) == 0  # the other still has it
    assert tell_at(now() + timedelta(seconds=settings.JOB_LEASE_SECONDS + 1), address) == 1
    assert address.names == names


def test_both_secrets_sign_for_a_day_and_then_the_new_one_alone(system: System) -> None:
    _hook, new = renew_secret(webhook=system.hook, by=system.user, at=now(), machine=now())
    address = Address()

    tell_at(now(), address)
    try_webhook(webhook=system.hook, by=system.user, at=now(), machine=now())
    later = now() + timedelta(hours=24, minutes=1)
    tell_at(later, address)

    first, second = [(headers, body) for _to, body, headers in address.taken]
    assert is_ours(*first, secret=system.secret, at=now())
    assert is_ours(*first, secret=new, at=now())
    assert not is_ours(*second, secret=system.secret, at=later)
    assert is_ours(*second, secret=new, at=later)


def test_one_is_told_again_by_the_same_name(system: System) -> None:
    address = Address()
    tell_at(now(), address)

    tell_again(delivery=HookDelivery.objects.get(), by=system.user, at=now(), machine=now())
    tell_at(now(), address)

    assert len(address.names) == 2
    assert len(set(address.names)) == 1


def test_all_since_a_moment_are_told_again_and_those_before_are_not(system: System, clock: Any) -> None:
    address = Address()
    tell_at(now(), address)
    clock.move_to("2026-03-12 09:00")
    system.something_happens()
    spread(at=now(), machine=now())
    tell_at(now(), address)

    count = tell_all_since(
        webhook=system.hook, since=now() - timedelta(hours=1), by=system.user, at=now(), machine=now()
    )

    assert (count, tell_at(now(), address), len(address.names), len(set(address.names))) == (1, 1, 3, 2)


def test_a_trial_is_about_nothing(system: System) -> None:
    address = Address()
    tell_at(now(), address)

    try_webhook(webhook=system.hook, by=system.user, at=now(), machine=now())
    tell_at(now(), address)

    assert b'"type":"webhook.test"' in address.taken[-1][1]
    assert b'"data":{}' in address.taken[-1][1]


def test_the_switch_turns_it_all_off(system: System, settings: Any) -> None:
    settings.WEBHOOKS = "off"

    assert errand() == 0
    assert HookDelivery.objects.get().tries == 0
