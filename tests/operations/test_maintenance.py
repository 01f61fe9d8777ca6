"""A notice to everybody and parts that are closed, also when the database is away; what people typed is in the page."""

from __future__ import annotations

import html
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver

from pafyll.web.components.maintenance.notice import Notice, current_notice, write_notice
from pafyll.web.components.maintenance.parts import PARTS, closed_part
from tests.factories.people import UserFactory

TYPED = "Jeg vil lære mer om lesing & skriving på <3. trinn>.\nDet trenger skolen."


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    settings.MAINTENANCE_FILE = tmp_path / "maintenance.json"
    return Path(settings.MAINTENANCE_FILE)


@pytest.fixture
def teacher(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory())
    return client


def close(*parts: str) -> None:
    write_notice(Notice(closed=frozenset(parts)))


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_what_is_said_by_command_is_told_on_every_page_in_the_readers_language(
    file: Path, client: Client, db: None
) -> None:
    call_command("maintenance", "--say", "Stengt i kveld.", "--say-nn", "Stengt i kveld, nynorsk.", stdout=StringIO())
    assert "Stengt i kveld." in text_of(client.get("/"))
    client.cookies["django_language"] = "nn"
    assert "Stengt i kveld, nynorsk." in text_of(client.get("/"))
    call_command("maintenance", "--over", stdout=StringIO())
    assert "Stengt i kveld" not in text_of(client.get("/"))
    assert not file.exists()


def test_a_notice_without_nynorsk_is_told_in_bokmaal_and_marked_as_that(file: Path, client: Client, db: None) -> None:
    err = StringIO()
    call_command("maintenance", "--say", "Stengt i kveld.", stdout=StringIO(), stderr=err)
    client.cookies["django_language"] = "nn"
    assert 'lang="nb">Stengt i kveld.' in text_of(client.get("/"))
    assert "nynorsk" in err.getvalue()


def test_what_is_closed_and_opened_one_by_one_is_remembered(file: Path) -> None:
    call_command("maintenance", "--close", "ranking", "applications", stdout=StringIO())
    call_command("maintenance", "--say", "Vi retter en feil.", stdout=StringIO(), stderr=StringIO())
    call_command("maintenance", "--open", "ranking", stdout=StringIO())
    assert current_notice() == Notice("Vi retter en feil.", "", frozenset({"applications"}))


@pytest.mark.parametrize("written", ["{", "[]", '{"closed": 3}', '{"closed": ["alt"]}', ""])
def test_a_file_written_by_hand_that_cannot_be_understood_closes_nothing(
    file: Path, written: str, client: Client, db: None
) -> None:
    file.write_text(written)
    assert current_notice().closed == frozenset()
    assert client.get("/").status_code == 200


def test_a_closed_part_can_be_read_and_what_is_sent_to_it_comes_back_to_be_sent_again(world: None, file: Path) -> None:
    client = _kari()
    page = "/min/kvalifikasjoner/"
    close("qualifications")
    assert client.get(page).status_code == 200
    assert "Stengt nå: Kvalifikasjoner." in text_of(client.get(page))

    sent = client.post(f"{page}utdanning/", {"note": TYPED, "kind": "x", "csrfmiddlewaretoken": "abc"})
    assert (sent.status_code, sent["Retry-After"], sent["Cache-Control"]) == (503, "120", "no-store")
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', sent.content.decode()))
    assert {name: html.unescape(value) for name, value in fields.items()} == {
        "note": TYPED,
        "kind": "x",
        "csrfmiddlewaretoken": "abc",
    }
    assert f'action="{page}utdanning/"' in sent.content.decode()
    assert "&lt;3. trinn&gt;.<br>" in sent.content.decode()  # shown to be copied, and never as markup


def test_an_autosave_to_a_closed_part_gets_a_word_and_leaves_the_form_alone(world: None, file: Path) -> None:
    close("sending")
    sent = _kari().post("/min/kvalifikasjoner/utdanning/", {"note": TYPED}, headers={"HX-Request": "true"})
    assert sent.status_code == 503
    assert "er ikke lagret" in text_of(sent)
    assert "<form" not in sent.content.decode()


def test_one_may_leave_and_change_language_while_nothing_can_be_saved(teacher: Client, file: Path) -> None:
    close("sending")
    assert teacher.post("/malform/", {"language": "nn", "next": "/"}).status_code in (302, 303)
    assert teacher.post("/logg-ut/").status_code in (200, 302, 303)


def test_the_api_says_it_in_its_own_form(teacher: Client, file: Path) -> None:
    close("api")
    response = teacher.get("/api/v1/scheme-years")
    problem = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert (problem["code"], bool(problem["remedy"])) == ("closed", True)


def test_a_closed_site_asks_the_database_nothing_but_is_alive(
    file: Path, client: Client, db: None, django_assert_num_queries: Any
) -> None:
    close("site")
    client.cookies["sessionid"] = "whoever"
    with django_assert_num_queries(0):
        page, sent = client.get("/min/"), client.post("/min/soknad/1/begrunnelse/", {"motivation": TYPED})
    assert (page.status_code, sent.status_code) == (503, 503)
    assert TYPED in text_of(sent)
    assert client.get("/helse/lever").status_code == 200


@pytest.mark.parametrize("path", ["/min/soknad/1/begrunnelse/", "/malform/"])
def test_when_the_database_does_not_answer_what_was_typed_comes_back(teacher: Client, path: str) -> None:
    def away(execute: Any, sql: str, *more: Any) -> Any:
        raise OperationalError("server closed the connection unexpectedly")

    teacher.raise_request_exception = False
    with connection.execute_wrapper(away):
        sent = teacher.post(path, {"motivation": TYPED, "language": "nn"})
    if path == "/malform/":  # asks for nobody's session
        assert sent.status_code in (302, 303, 503)
        return
    assert (sent.status_code, TYPED in text_of(sent)) == (503, True)
    assert "Databasen svarer ikke" in text_of(sent)
    assert "server closed" not in text_of(sent)


def test_what_is_too_large_to_give_back_is_said_to_be_one_step_back(teacher: Client, file: Path) -> None:
    close("site")
    sent = teacher.post("/min/soknad/1/begrunnelse/", {"motivation": "a" * 1_000_001})
    assert "ett steg tilbake" in text_of(sent)
    assert len(sent.content) < 50_000


def test_every_part_closes_routes_that_are_there() -> None:
    known = [route for route in _all_routes() if not route.startswith("utvikling/")]
    missing = [
        (code, beginning)
        for code, part in PARTS.items()
        for beginning in part.routes
        if not any(route.startswith(beginning) for route in known)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("closed", "route", "sends", "code"),
    [
        ({"log_in"}, "logg-inn/<slug:provider>/", False, "log_in"),
        ({"applications"}, "min/soknad/<int:pk>/", False, ""),
        ({"applications"}, "min/soknad/<int:pk>/", True, "applications"),
        ({"applications"}, "eier/prioritering/", True, ""),
        ({"sending", "ranking"}, "eier/prioritering/", True, "ranking"),
        ({"site"}, "logg-ut/", True, ""),
    ],
)
def test_a_part_is_closed_by_the_beginning_of_its_routes(closed: set[str], route: str, sends: bool, code: str) -> None:
    assert closed_part(frozenset(closed), route, sends=sends) == code


def _kari() -> Client:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.get(username="kari"))
    return client


def _all_routes() -> list[str]:
    found: list[str] = []

    def walk(resolver: Any, path: str) -> None:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            walk(pattern, here) if hasattr(pattern, "url_patterns") else found.append(here)

    walk(get_resolver(), "")
    return found
