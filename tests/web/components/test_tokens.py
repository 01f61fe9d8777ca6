"""Keys on the pages: Nina makes one, sees its secret once, renews it and stops it; Marit does so for Fjordvik."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.connections.models import AccessToken
from tests.web.owner.test_owner_pages import text

pytestmark = pytest.mark.django_db
SECRET = re.compile(r'value="(pafyll_[\w-]{43})"')


def made(client: Client, desk: str, *scopes: str) -> str:
    """The secret of a key made on the page."""
    page = client.get(reverse(f"{desk}:new_token"))
    organisation = page.context["form"].initial["organisation"]
    given = {"organisation": organisation, "name": "Timeplan", "scopes": scopes, "days": "30"}
    found = SECRET.search(client.post(reverse(f"{desk}:new_token"), given).content.decode())
    assert found is not None
    return found.group(1)


def answers(secret: str) -> int:
    return int(Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/token").status_code)


def token() -> AccessToken:
    return AccessToken.objects.filter(name="Timeplan").latest("pk")


def test_nina_makes_a_key_that_is_shown_once_and_works(as_nina):
    secret = made(as_nina, "provider", "admissions:read")
    listed = as_nina.get(reverse("provider:tokens")).content.decode()

    assert answers(secret) == 200
    assert secret not in listed
    assert secret[:12] in listed
    assert "Lese søkere til opptak" in listed


def test_the_list_says_when_a_key_was_used_and_who_stopped_it(as_nina):
    shown = text(as_nina.get(reverse("provider:tokens")))

    assert "Studentsystemet" in shown
    assert "Prøve med regneark" in shown
    assert re.search(r"Trukket tilbake 19\. februar 2026 av Nina", shown)


def test_nina_renews_and_the_old_one_is_told_to_last_a_day(as_nina):
    old = made(as_nina, "provider", "admissions:read")

    page = as_nina.post(reverse("provider:renew_token", args=[token().pk]))

    found = SECRET.search(page.content.decode())
    assert found is not None
    assert (answers(old), answers(found.group(1))) == (200, 200)
    assert "Den gamle nøkkelen virker til 11. mars 2026" in text(page)


def test_nina_is_asked_before_a_key_stops(as_nina):
    secret = made(as_nina, "provider", "admissions:read")
    address = reverse("provider:revoke_token", args=[token().pk])

    as_nina.get(address)
    assert answers(secret) == 200
    as_nina.post(address)
    assert answers(secret) == 401


def test_marit_makes_keys_for_fjordvik_and_siri_reads_whom_to_ask(as_marit, as_siri, siri):
    made(as_marit, "owner", "needs:read")

    assert token().organisation.name == "Fjordvik kommune"
    assert "Be en beslutter hos eieren" in text(as_siri.get(reverse("owner:tokens")))
    assert as_siri.get(reverse("owner:new_token")).status_code == 403


def test_ola_never_sees_fjordviks_keys(as_ola, as_marit):
    pk = AccessToken.objects.get(name="Personalsystemet").pk

    assert "Personalsystemet" in text(as_marit.get(reverse("owner:tokens")))
    assert "Personalsystemet" not in text(as_ola.get(reverse("owner:tokens")))
    for name in ("renew_token", "revoke_token"):
        assert as_ola.post(reverse(f"owner:{name}", args=[pk])).status_code == 404


def test_a_key_for_nothing_is_refused_by_the_field(as_nina):
    page = as_nina.post(reverse("provider:new_token"), {"name": "", "days": "30"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"organisation", "name", "scopes"}


def test_a_provider_is_not_offered_what_owners_do(as_nina):
    form = as_nina.get(reverse("provider:new_token")).context["form"]

    assert {code.split(":")[0] for code, _label in form.fields["scopes"].choices} & {"needs", "ranking"} == set()
