"""What happens is told to the addresses that asked for it and may read it: never another's, never what is undone."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pafyll.apps.casework.services import record
from pafyll.apps.casework.services.recording import record_all
from pafyll.apps.connections.models import AccessToken, HookDelivery, HookNotice
from pafyll.apps.connections.services.spreading import spread
from pafyll.apps.connections.services.telling import message_of
from pafyll.apps.connections.services.tokens import renew_token, revoke_token
from pafyll.apps.connections.services.webhooks import end_webhook, pause_webhook
from pafyll.apps.connections.things import readable
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.rules.webhooks import EVENTS, THINGS
from pafyll.integrations.clock import now, today
from tests.apps.connections.scene import System, make_system
from tests.factories import ApplicationFactory, NeedsNotificationFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(clock: Any) -> System:
    return make_system()


def spread_now() -> int:
    return spread(at=now(), machine=now())


def told() -> list[tuple[str, str]]:
    return list(HookDelivery.objects.order_by("pk").values_list("event", "name"))


def test_what_happens_is_told_with_its_kind_its_name_and_where_to_read_of_it(system: System) -> None:
    need = system.something_happens()

    assert spread_now() == 1

    one = HookDelivery.objects.get()
    assert (one.webhook, one.event, one.name) == (system.hook, "need.sent", need.number)
    assert one.path == f"/api/v1/needs/{need.number}"
    assert not HookNotice.objects.exists()


def test_the_message_says_nothing_of_anybody(system: System) -> None:
    need = system.something_happens()
    spread_now()

    body = json.loads(message_of(HookDelivery.objects.get()))

    assert set(body) == {"type", "timestamp", "data"}
    assert set(body["data"]) == {"id", "url"}
    assert body["data"]["url"].endswith(f"/api/v1/needs/{need.number}")
    for secret in (system.owner.name, system.owner.number, str(system.user), need.title):
        assert not secret or secret not in json.dumps(body)


def test_another_owners_system_never_hears_of_it(system: System) -> None:
    other = make_system()

    system.something_happens()
    spread_now()

    assert HookDelivery.objects.get().webhook == system.hook
    assert not other.hook.deliveries.exists()


def test_what_is_undone_is_never_told(system: System) -> None:
    class Undone(Exception):
        pass

    def change() -> None:
        with transaction.atomic():
            system.something_happens()
            raise Undone

    with pytest.raises(Undone):
        change()

    assert spread_now() == 0
    assert told() == []


def test_the_same_is_told_once_however_often_it_is_spread(system: System) -> None:
    need = system.something_happens()
    event = HookNotice.objects.get().event
    spread_now()
    HookNotice.objects.create(event=event)

    assert spread_now() == 1
    assert told() == [("need.sent", need.number)]


def test_only_what_was_asked_for_is_told(clock: Any) -> None:
    system = make_system(kinds=("need.sent",))

    need = system.something_happens()
    system.something_happens(after="withdrawn", need=need)
    spread_now()

    assert told() == [("need.sent", need.number)]


def test_what_the_key_is_not_for_is_not_told_when_its_scopes_shrink(system: System) -> None:
    AccessToken.objects.filter(pk=system.token.pk).update(scopes=["webhooks:read"])

    system.something_happens()
    spread_now()

    assert told() == []


def test_an_application_is_told_of_when_the_owner_may_see_it_and_not_before(clock: Any) -> None:
    system = make_system(kinds=("application",))
    hidden = RoundFactory(owner_opens_at=now() + timedelta(days=1))
    seen = RoundFactory(owner_opens_at=now() - timedelta(days=1))
    rows = [ApplicationFactory(submitted=True, owner=system.owner, round=one) for one in (hidden, seen)]

    for one in rows:
        record(about=one.about, verb="submitted", before="draft", after="submitted", by=None, at=now())
    spread_now()

    assert told() == [("application.submitted", rows[1].number)]


def test_a_thousand_at_once_are_told_in_a_few_queries(clock: Any) -> None:
    system = make_system(kinds=("need",))
    needs = [NeedsNotificationFactory(owner=system.owner) for _ in range(20)]
    abouts = [f"needs_notification:{one.pk}" for one in needs]
    record_all(abouts, verb="sent", by=None, at=now(), before="draft", after="sent")

    with CaptureQueriesContext(connection) as queries:
        assert spread_now() == 20

    assert len(told()) == 20
    assert len(queries) <= 12


def test_whoever_does_something_waits_for_one_question_and_one_note_and_for_none_without_addresses(clock: Any) -> None:
    need = NeedsNotificationFactory()
    given = {"about": f"needs_notification:{need.pk}", "by": None, "at": now(), "before": "draft"}

    def queries(**more: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            record(**{**given, "verb": "x", "after": "sent", **more})
        return len(counted)

    assert queries() == 2
    make_system()
    assert queries() == 3
    assert queries(after="") == 1
    assert queries(about="round:1") == 1


@pytest.mark.parametrize("over", ["revoked", "expired", "role lost", "left"])
def test_when_the_key_is_over_nothing_is_told(system: System, clock: Any, over: str) -> None:
    if over == "revoked":
        revoke_token(token=system.token, by=system.user, at=now())
    elif over == "expired":
        clock.move_to("2026-09-01")
    elif over == "role lost":
        RoleGrant.objects.filter(person__user=system.user).update(ends_before=today())
    else:
        type(system.user).objects.filter(pk=system.user.pk).update(is_active=False)

    system.something_happens()
    spread_now()

    assert told() == []


def test_the_address_follows_when_the_key_is_renewed(system: System) -> None:
    new, _secret = renew_token(token=system.token, by=system.user, at=now())

    system.hook.refresh_from_db()
    assert system.hook.token == new
    system.something_happens()
    spread_now()
    assert len(told()) == 1


def test_what_happens_while_it_is_paused_is_kept_for_later_and_nothing_once_it_is_ended(system: System) -> None:
    pause_webhook(webhook=system.hook, by=system.user, at=now())
    system.something_happens()
    spread_now()
    assert len(told()) == 1

    end_webhook(webhook=system.hook, by=system.user, at=now())
    system.something_happens()
    spread_now()
    assert len(told()) == 1
    assert HookDelivery.objects.get().status == "failed"


@pytest.mark.parametrize("code", sorted(THINGS))
def test_each_kind_of_thing_says_who_reads_it_and_has_events_that_are_told(code: str) -> None:
    assert readable(code).page.startswith("api:")
    assert {event for event in EVENTS if event.startswith(f"{code}.")}
    assert f"{code}.draft" not in EVENTS
