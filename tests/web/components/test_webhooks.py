"""Addresses on the pages: Nina registers one, sees its secret once and what it was told; Ola never sees Fjordvik's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.casework.queries.inbox import tasks_of
from pafyll.apps.connections.models import AccessToken, HookDelivery, Webhook
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.integrations.clock import now, today
from tests.web.owner.test_owner_pages import text

pytestmark = pytest.mark.django_db
SECRET = re.compile(r'value="(whsec_[^"]+)"')


def hook(username: str, **more: Any) -> Webhook:
    return Webhook.objects.filter(token__holder__username=username, **more).exclude(status="ended").earliest("pk")


def registered(client: Client, **more: Any) -> Any:
    token = AccessToken.objects.get(name="Studentsystemet", revoked_at=None)
    given = {"token": token.pk, "address": "https://nytt.example.no/", "kinds": ["admission"]}
    return client.post(reverse("provider:new_webhook"), {**given, **more})


def test_nina_registers_an_address_and_sees_its_secret_once(as_nina: Client) -> None:
    found = SECRET.search(registered(as_nina).content.decode())
    listed = as_nina.get(reverse("provider:tokens")).content.decode()

    assert found is not None
    assert "https://nytt.example.no/" in listed
    assert found.group(1) not in listed


def test_an_address_inside_our_own_net_is_refused_by_the_field(as_nina: Client) -> None:
    page = registered(as_nina, address="http://169.254.169.254/")

    assert page.status_code == 422
    assert "https://system.example.no/pafyll" in str(page.context["form"].errors["address"])


def test_she_is_offered_what_her_keys_read_and_nothing_else(as_nina: Client) -> None:
    form = as_nina.get(reverse("provider:new_webhook")).context["form"]

    assert [code for code, _label in form.fields["kinds"].choices] == ["admission"]


def test_the_log_shows_what_was_told_and_how_it_was_answered(as_nina: Client) -> None:
    shown = text(as_nina.get(reverse("provider:webhook", args=[hook("nina").pk])))

    assert "Opptak:" in shown
    assert "Tatt imot" in shown
    assert "HTTP 204" in shown


def test_marit_reads_why_her_system_is_told_nothing_and_has_it_as_a_task(as_marit: Client, marit: Any) -> None:
    stopped = hook("marit", status="stopped")

    shown = text(as_marit.get(reverse("owner:webhook", args=[stopped.pk])))
    tasks = [one for one in tasks_of(viewer=viewer_of(marit.user, day=today()), at=now()) if one.key == stopped.pk]

    assert "Ingenting er mistet" in shown
    assert "Adressen svarer ikke." in shown
    assert [one.code for one in tasks if one.code.startswith("webhook-")] == ["webhook-stopped-1"]
    as_marit.post(reverse("owner:resume_webhook", args=[stopped.pk]))
    stopped.refresh_from_db()
    assert (stopped.status, stopped.failing_since) == ("active", None)


def test_she_pauses_it_tries_it_and_ends_it_after_a_question(as_nina: Client) -> None:
    one = hook("nina", status="active")

    as_nina.post(reverse("provider:try_webhook", args=[one.pk]))
    as_nina.post(reverse("provider:pause_webhook", args=[one.pk]))
    assert "Prøve" in text(as_nina.get(reverse("provider:webhook", args=[one.pk])))
    as_nina.get(reverse("provider:end_webhook", args=[one.pk]))
    one.refresh_from_db()
    assert one.status == "paused"
    as_nina.post(reverse("provider:end_webhook", args=[one.pk]))
    one.refresh_from_db()
    assert one.status == "ended"


def test_one_and_all_since_a_day_are_sent_again(as_nina: Client) -> None:
    one = hook("nina", status="active")
    message = one.deliveries.filter(status="sent").earliest("pk")

    as_nina.post(reverse("provider:tell_again", args=[one.pk, message.pk]))
    message.refresh_from_db()
    assert message.status == "waiting"
    as_nina.post(reverse("provider:tell_all_again", args=[one.pk]), {"since": "2020-01-01"})
    assert not one.deliveries.exclude(status="waiting").exists()
    faulty = as_nina.post(reverse("provider:tell_all_again", args=[one.pk]), {"since": "snart"})
    assert faulty.status_code == 422


def test_a_new_secret_is_shown_once_and_the_old_one_lasts_a_day(as_nina: Client) -> None:
    page = as_nina.post(reverse("provider:renew_webhook_secret", args=[hook("nina").pk]))

    assert SECRET.search(page.content.decode())
    assert "Meldinger signeres også med den gamle hemmeligheten til" in text(page)


def test_ola_never_sees_fjordviks_addresses(as_ola: Client, as_marit: Client) -> None:
    one = hook("marit")
    message = HookDelivery.objects.filter(webhook=one).earliest("pk")

    assert one.address in text(as_marit.get(reverse("owner:tokens")))
    assert one.address not in text(as_ola.get(reverse("owner:tokens")))
    assert as_ola.get(reverse("owner:webhook", args=[one.pk])).status_code == 404
    for name in ("pause", "resume", "try", "end"):
        assert as_ola.post(reverse(f"owner:{name}_webhook", args=[one.pk])).status_code == 404
    assert as_ola.post(reverse("owner:tell_again", args=[one.pk, message.pk])).status_code == 404


def test_whoever_has_no_key_is_told_to_make_one_first(as_marit: Client) -> None:
    AccessToken.objects.update(revoked_at=now(), revoked_by=RoleGrant.objects.first().person.user)  # type: ignore[union-attr]

    assert "Lag en nøkkel først" in text(as_marit.get(reverse("owner:new_webhook")))
