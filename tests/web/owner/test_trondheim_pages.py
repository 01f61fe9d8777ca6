"""The case of 2011 on the pages: what lacked, what could be moved, and what the decision did."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.planning.models import Reallocation
from pafyll.devtools.seed.trondheim.planting import plant_trondheim
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    bare = re.sub(r"<[^>]+>", " ", client.get(reverse(name, args=args), query).content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def logged_in(username):
    client = Client()
    client.force_login(UserFactory(username=username))
    return client


def test_the_shortage_of_2011_is_shown_and_gone_when_two_million_are_moved(clock):
    clock.move_to("2011-03-10")
    plant_trondheim()
    officer, decider = logged_in("rune"), logged_in("berit")

    before = page(officer, "owner:budget", aar=2011)
    assert (
        "Det trengs 4 000 000 kr til etterutdanning i 2011 for det som er planlagt. 1 900 000–2 000 000 kr er "
        "tilgjengelig, så det mangler 2 000 000–2 100 000 kr." in before
    )
    assert "2011/12 Videreutdanning 2 000 000 kr 2 000 000 kr 4 000 000 kr" in before
    waiting = Reallocation.objects.get()
    asked = {"giver": waiting.giver_id, "taker": waiting.taker_id, "year": 2011, "amount": 2_000_001}
    assert "mister dekning, er 2 000 000 kr." in page(officer, "owner:reallocate", **asked)

    decider.post(reverse("owner:decide_reallocation", args=[waiting.pk]), {"outcome": "decide"})

    after = page(officer, "owner:budget", aar=2011)
    assert "så det mangler 0–100 000 kr." in after
    assert "Last ned søknaden for 2011 (frist 15. mai 2011)" in page(officer, "owner:measures", aar=2011)
