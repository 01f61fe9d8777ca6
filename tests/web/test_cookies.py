"""Every cookie of production is for this host alone: no neighbour of ours can give it, and no open line shows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from http.cookies import Morsel
from typing import Any

import pytest
from django.test import Client

from pafyll.apps.surveys.models import SurveyInvitation
from pafyll.integrations.clock import machine_now
from tests.architecture.sources import ROOT, python_files
from tests.config.test_production import started
from tests.factories import DoorTicketFactory

NAMED = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
SAFE = {"COOKIE_PREFIX": "__Host-", "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True}


@pytest.fixture
def in_production(settings: Any) -> None:
    """The settings of cookies that production has; the first test below sees that it has them."""
    for name, value in SAFE.items():
        setattr(settings, name, value)
    for name in NAMED:
        setattr(settings, name, f"__Host-{getattr(settings, name)}")


def loose(client: Client) -> list[str]:
    return [one.key for one in client.cookies.values() if not _is_for_this_host_alone(one)]


def test_production_has_these_settings() -> None:
    code = (
        "from django.conf import settings as s\n"
        f"print([getattr(s, name) for name in {[*SAFE, *NAMED]!r}])\n"
        "kinds = ('SESSION', 'CSRF', 'LANGUAGE')\n"
        "print([getattr(s, f'{kind}_COOKIE_PATH') for kind in kinds])\n"
        "print([getattr(s, f'{kind}_COOKIE_DOMAIN') for kind in kinds])\n"
    )
    done = started(code)

    names, paths, domains = done.stdout.splitlines()
    assert names == "['__Host-', True, True, '__Host-sessionid', '__Host-csrftoken', '__Host-django_language']"
    assert (paths, domains) == ("['/', '/', '/']", "[None, None, None]")


@pytest.mark.django_db
def test_the_language_the_form_key_and_the_place_in_line(in_production: None, settings: Any, client: Client) -> None:
    client.get("/henvendelse/", secure=True)
    client.post("/malform/", {"language": "nn"}, secure=True)
    settings.WAITING_ROOM = 1
    DoorTicketFactory(inside=True, seen_at=machine_now())
    client.get("/logg-inn/", secure=True)

    assert {"__Host-csrftoken", "__Host-django_language", "__Host-pafyll_ticket"} <= set(client.cookies)
    assert loose(client) == []
    assert client.get("/om/", secure=True)["Content-Language"] == "nn"


def test_the_secret_of_an_answer_that_is_begun(in_production: None, kari: Any) -> None:
    client = Client()
    client.force_login(kari.user)
    hers = SurveyInvitation.objects.get(person=kari, survey__status="open")
    base = f"/min/undersokelser/{hers.pk}/"
    client.post(f"{base}del/project/", {"our_need": "5"}, secure=True)

    [secret] = [one for one in client.cookies.values() if "svar-" in one.key]
    assert secret.key.startswith("__Host-svar-")
    assert _is_for_this_host_alone(secret)


def test_no_page_sets_a_cookie_in_another_way() -> None:
    setting = [str(path) for path in python_files(under="src") if "set_cookie" in set(_called(path))]
    assert setting == ["src/pafyll/web/components/cookies.py"]


def _called(path: Any) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def _is_for_this_host_alone(one: Morsel[str]) -> bool:
    is_named = one.key.startswith("__Host-")
    return bool(is_named and one["secure"] and one["path"] == "/" and not one["domain"] and one["samesite"])
