"""The security headers, on every address and on the answers that no page gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.architecture.routes import routes
from tests.config.test_production import PRODUCTION
from tests.operations.headers import faults_in

pytestmark = pytest.mark.heavy(40)
IN_PRODUCTION = """
import django; django.setup()
from django.test import Client
from django.conf import settings
client = Client(raise_request_exception=False)
for secure in (True, False):
    for path in ("/helse/lever", "/finnes-ikke", "/static/pafyll/mark.svg"):
        response = client.get(path, secure=secure, HTTP_HOST="pafyll.example.no")
        print(secure, path, response.status_code, response.headers.get("Strict-Transport-Security", "-"), sep=" | ")
for path in ("/om/", "/api/v1/scheme-years", "/apiary"):
    answer = client.get(path, secure=False, HTTP_HOST="pafyll.example.no")
    print(path, answer.status_code, answer.headers.get("Location", answer.headers["Content-Type"]), sep=" | ")
print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE)
"""


def test_every_address_answers_a_stranger_with_all_of_them(world: None) -> None:
    client = Client(raise_request_exception=False)
    answers = [(route, client.get(route.url)) for route in routes()]
    faults = {route.path: found for route, answer in answers if (found := faults_in(answer.headers, route=route.name))}
    assert faults == {}
    assert len(answers) > 200
    untyped = [route.path for route, answer in answers if not _says_what_it_is(answer)]
    assert untyped == []


def test_every_address_of_hers_answers_kari_with_all_of_them_and_says_no_store(as_kari: Client) -> None:
    as_kari.raise_request_exception = False
    mine = [route for route in routes() if route.name.startswith(("teacher:", "public:", "api:"))]
    for route in mine:
        answer = as_kari.get(route.url)
        assert faults_in(answer.headers, route=route.name) == [], route.path
        if as_kari.session.get("_auth_user_id"):
            assert "no-store" in answer.headers.get("Cache-Control", ""), route.path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/finnes-ikke/", 404),
        ("/finnes-ikke", 404),
        ("/studier", 301),
        ("/eier/", 302),
        ("/static/pafyll/site.css", 200),
        ("/static/pafyll/finnes-ikke.css", 404),
        ("/static/", 404),
        ("/static/pafyll/", 404),
        ("/api/v1/finnes-ikke", 404),
        ("/helse/lever", 200),
        ("/helse/tall", 200),
    ],
)
@pytest.mark.django_db
def test_what_is_no_page_has_them_too(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    answer.close()
    assert (answer.status_code, faults_in(answer.headers)) == (status, [])
    assert status < 400 or "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_our_own_faults_and_refused_forms_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pafyll.web.public.views.about.render", broken)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    fault, refused = client.get("/om/"), client.post("/malform/", {"language": "nn"})
    assert (fault.status_code, faults_in(fault.headers)) == (500, [])
    assert (refused.status_code, faults_in(refused.headers)) == (403, [])


@pytest.mark.parametrize("path", ["/", "/logg-inn/", "/static/pafyll/site.css", "/api/v1/scheme-years"])
def test_nothing_is_sent_back_to_one_who_traces(client: Client, path: str) -> None:
    answer = client.generic("TRACE", path, HTTP_COOKIE="sessionid=hemmelig")
    assert (answer.status_code, answer.content) == (405, b"")


@override_settings(ALLOWED_HOSTS=["pafyll.example.no"])
def test_a_host_that_is_not_ours_gets_them(client: Client) -> None:
    answer = client.get("/", HTTP_HOST="attacker.example")
    assert (answer.status_code, faults_in(answer.headers)) == (400, [])


@pytest.fixture(scope="module")
def in_production() -> list[str]:
    """What production answers, line by line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PAFYLL_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", IN_PRODUCTION], env=kept | PRODUCTION, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_production_asks_for_tls_for_a_year_on_every_answer_and_binds_its_cookie_to_the_host(
    in_production: list[str],
) -> None:
    *lines, cookie = in_production
    year = "max-age=31536000; includeSubDomains"
    assert [line.split(" | ")[3] for line in lines[:6]] == [year] * 3 + ["-"] * 3, lines
    assert cookie == "__Host-sessionid True Lax"


def test_people_are_sent_on_to_https_and_systems_are_told_instead(in_production: list[str]) -> None:
    assert in_production[6:9] == [
        "/om/ | 301 | https://pafyll.example.no/om/",
        "/api/v1/scheme-years | 403 | application/problem+json",
        "/apiary | 301 | https://pafyll.example.no/apiary",
    ]


def test_no_template_of_ours_has_scripts_or_styles_in_it() -> None:
    """The policy would stop them; nobody should have to find that out in production."""
    folder = Path(__file__).parents[2] / "src"
    loose = [
        path.name
        for path in folder.rglob("web/**/templates/**/*.html")
        if any(word in path.read_text() for word in (" style=", "<style", " onclick=", " onsubmit=", "javascript:"))
    ]
    assert loose == []


def _says_what_it_is(answer: Any) -> bool:
    """A body has a type, and a text its character set."""
    kind = answer.headers.get("Content-Type", "")
    has_body = answer.streaming or bool(answer.content)
    return not has_body or ("charset=utf-8" in kind.lower() if kind.startswith("text/") else "/" in kind)
