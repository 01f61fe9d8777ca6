"""The sandbox as clients meet it: the guide is carried out, and nobody meets another's world."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from string import Template
from typing import Any

import pytest
import requests
from django.http import HttpResponse
from django.test import RequestFactory

from pafyll.devtools.sandbox.middleware import SandboxMiddleware
from pafyll.devtools.sandbox.worlds import LASTS, Worlds
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import machine_now
from tests import prepared
from tests.api.calling import PROBLEM
from tests.ports import free_port, is_answered

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "howto" / "sandbox.md"
CALL = re.compile(r"```http\n(.*?)```(?:\n\n```json\n(.*?)```)?", re.DOTALL)
WORLDS = "/sandbox/v1/worlds"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running sandbox, as the guide says that one is run."""
    folder = tmp_path_factory.mktemp("sandbox")
    for kind in ("story", "empty"):
        shutil.copyfile(prepared.file(kind), folder / f"prepared-{kind}.sqlite3")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PAFYLL_", "DJANGO_"))}
    kept |= {"DJANGO_SETTINGS_MODULE": "pafyll.config.settings.sandbox", "PAFYLL_SANDBOX": str(folder)}
    kept |= {"PAFYLL_ADDRESS": f"http://127.0.0.1:{port}", "PAFYLL_SANDBOX_WORLDS": "6", "PAFYLL_VAR": str(folder)}
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "1", "--no-ws"]
    command = [sys.executable, "-m", "granian", *options, "pafyll.config.wsgi:application"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=log, stderr=log)
    try:
        assert is_answered(port, server, seconds=120), (folder / "server.log").read_text()
        yield kept["PAFYLL_ADDRESS"]
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_the_guide_is_carried_out(address: str) -> None:
    known: dict[str, str] = {}
    calls = 0
    for text, shown in CALL.findall(GUIDE.read_text(encoding="utf-8")):
        head, _empty, body = Template(text).safe_substitute(known).partition("\n\n")
        first, *lines = head.strip().splitlines()
        method, path = first.split()
        answer = requests.request(method, address + path, data=body, headers=_heads(lines), timeout=120)
        assert answer.status_code in (200, 201, 204), (first, answer.text)
        told = answer.json() if answer.content else {}
        assert not set(json.loads(shown) if shown else {}) - set(told), first
        known |= {"name": told.get("name", known.get("name", ""))} if path.startswith(WORLDS) else {}
        known |= {"secret": told["keys"][0]["secret"]} if "keys" in told else {}
        calls += 1
    assert calls == 5
    assert requests.get(f"{address}{WORLDS}/{known['name']}", timeout=60).status_code == 404  # it was cleared last


def test_a_world_is_nobody_elses(address: str) -> None:
    mine, other = _made(address), _made(address)
    key = {"Authorization": f"Bearer {mine['keys'][0]['secret']}"}

    assert requests.get(f"{mine['address']}/api/v1/token", headers=key, timeout=60).status_code == 200
    assert requests.get(f"{other['address']}/api/v1/token", headers=key, timeout=60).status_code == 401

    requests.delete(f"{address}{WORLDS}/{mine['name']}", timeout=60)
    gone = requests.get(f"{mine['address']}/api/v1/token", headers=key, timeout=60)
    assert (gone.status_code, gone.headers["Content-Type"], gone.json()["code"]) == (404, PROBLEM, "not_found")
    assert requests.get(f"{other['address']}/api/v1/offers", timeout=60).status_code == 200
    requests.delete(f"{address}{WORLDS}/{other['name']}", timeout=60)


def test_the_same_wish_gives_the_same_nation_and_the_number_of_applicants_that_was_asked_for(address: str) -> None:
    wish = {"kind": "nation", "applicants": 60, "teachers": 500, "offers": 40}
    first, again, another = (_made(address, **wish, seed=seed) for seed in (7, 7, 8))

    assert _applications(first) == _applications(again) != _applications(another)
    assert len(_applications(first, owners=3)) <= 60
    for one in (first, again, another):
        assert requests.delete(f"{address}{WORLDS}/{one['name']}", timeout=60).status_code == 204


def test_what_is_done_after_the_deadline_of_the_world_is_refused(address: str) -> None:
    world = _made(address)
    key, owner = world["keys"][0]["secret"], world["keys"][0]["organisation_number"]
    path = f"{world['address']}/api/v1/rankings/2026/{owner}"
    ranking = requests.get(path, headers=_heads(key=key), timeout=60)
    order = {"applications": [row["application"] for row in ranking.json()["places"]]}
    held = _heads([f"If-Match: {ranking.headers['ETag']}"], key=key)
    assert requests.put(path, json=order, headers=held, timeout=60).status_code == 200

    assert requests.put(f"{address}{WORLDS}/{world['name']}/day", json={"day": "2026-08-01"}, timeout=60).ok
    ranking = requests.get(path, headers=_heads(key=key), timeout=60)
    held = _heads([f"If-Match: {ranking.headers['ETag']}"], key=key)
    late = requests.put(path, json=order, headers=held, timeout=60)
    assert late.status_code in (403, 409), late.text
    requests.delete(f"{address}{WORLDS}/{world['name']}", timeout=60)


@pytest.mark.parametrize("path", ["/", "/logg-inn/", "/utvikling/", "/api/v1/token", "/world/nobody/api/v1/token"])
def test_there_are_no_pages_and_no_log_in(address: str, path: str) -> None:
    answer = requests.get(address + path, timeout=60)

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_world_has_no_pages_either(address: str) -> None:
    world = _made(address)

    assert [requests.get(world["address"] + path, timeout=60).status_code for path in ("/", "/eier/", "")] == [404] * 3
    requests.delete(f"{address}{WORLDS}/{world['name']}", timeout=60)


@pytest.mark.parametrize(
    "wish",
    [{"kind": "x"}, {"applicants": 5}, {"seed": True}, {"teachers": 10**9}, {"applicants": 200, "teachers": 900}, []],
    ids=str,
)
def test_a_faulty_wish_is_told_and_makes_nothing(address: str, wish: Any) -> None:
    answer = requests.post(f"{address}{WORLDS}", json=wish, timeout=60)

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["field"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Det er for få lærere"), ("nn", "Det er for få lærarar"), ("en", "There are too few teachers")],
)
def test_a_no_is_in_the_language_that_is_asked_for(address: str, language: str, said: str) -> None:
    wish, heads = {"kind": "nation", "applicants": 200, "teachers": 900}, {"Accept-Language": language}
    answer = requests.post(f"{address}{WORLDS}", json=wish, headers=heads, timeout=60)

    assert answer.json()["detail"].startswith(said)
    assert requests.get(f"{address}/x", headers=heads, timeout=60).headers["Content-Type"] == PROBLEM


def test_it_says_that_it_is_alive_and_whether_worlds_can_be_made(address: str, tmp_path: Path, settings: Any) -> None:
    answers = [requests.get(address + path, timeout=60) for path in ("/helse/lever", "/helse/klar")]
    assert [(one.status_code, one.json()["status"]) for one in answers] == [(200, "ok")] * 2

    settings.SANDBOX, settings.SANDBOX_WORLDS = tmp_path, 1
    asked = RequestFactory().get("/helse/klar")
    assert SandboxMiddleware(lambda _request: HttpResponse())(asked).status_code == 503


def test_it_is_described(address: str) -> None:
    described = requests.get(f"{address}/sandbox/v1/openapi.json", timeout=60).json()

    assert {WORLDS, WORLDS + "/{name}/day"} <= set(described["paths"])


def test_a_sandbox_that_is_full_says_so_and_what_nobody_uses_makes_room(tmp_path: Path) -> None:
    shutil.copyfile(prepared.file("empty"), tmp_path / "prepared-story.sqlite3")
    worlds, at = Worlds(tmp_path, most=1), machine_now()
    old = worlds.copy("story", of="story", day=at.date(), at=at)
    worlds.keep(old)
    with pytest.raises(Refusal) as full:
        worlds.copy("story", of="story", day=at.date(), at=at)
    assert full.value.answer.code == "sandbox_full"

    new = worlds.copy("story", of="story", day=at.date(), at=at + LASTS + timedelta(minutes=1))
    assert worlds.found(old.name) is None
    assert worlds.found(new.name) is None  # not before it is finished
    worlds.keep(new)
    assert worlds.found(new.name) == new


@pytest.mark.parametrize("name", ["", "..", "../x", "a" * 22 + "/..", "prepared-story", "a" * 21])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "x.json").write_text("{}")

    assert Worlds(tmp_path, most=1).found(name) is None


def _made(address: str, **wish: Any) -> Any:
    answer = requests.post(f"{address}{WORLDS}", json=wish, timeout=120)
    assert answer.status_code == 201, answer.text
    return answer.json()


def _applications(world: Any, owners: int = 1) -> list[Any]:
    found: list[Any] = []
    for key in world["keys"][:owners]:
        path = f"{world['address']}/api/v1/applications?owner={key['organisation_number']}&study_year=2026"
        found += requests.get(path, headers=_heads(key=key["secret"]), timeout=60).json()["items"]
    assert found
    return found


def _heads(lines: list[str] | None = None, key: str = "") -> dict[str, str]:
    said = dict(line.split(": ", 1) for line in lines or [])
    return {"Content-Type": "application/json"} | said | ({"Authorization": f"Bearer {key}"} if key else {})
