"""What people write in a search is words: never a command to the database, a pattern, or something to decode again."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.architecture.routes import routes

pytestmark = pytest.mark.heavy(90)
NOBODY_HAS_THIS = "xqzvwkjq"
HOSTILE = [
    "' OR '1'='1",
    "x') OR 1=1 --",
    '" UNION SELECT * FROM accounts_user --',
    "1; DROP TABLE django_session",
    "%qqzzq%",
    "%' ESCAPE '",
    "____________________________________",
    ".*",
    "(a+)+$",
    "[a-z",
    "\\",
    "{{ 7|add:7 }}",
    "a\x00b",
    "../../etc/passwd",
    "9" * 40,
    "²",
]
KEPT = ("checkbox", "radio", "hidden", "submit")  # chosen or given, not written


class GetForms(HTMLParser):
    """The names of what can be searched by on a page, of what is written there, and how many rows it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names, self.written, self.rows, self._is_inside = set[str](), set[str](), 0, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.rows += tag in ("tr", "li", "article")
        if tag == "form":
            self._is_inside = (said.get("method") or "get").lower() == "get"
        if self._is_inside and tag in ("input", "select", "textarea") and said.get("name"):
            name = str(said["name"])
            self.names.add(name)
            if tag == "input" and said.get("type", "text") in ("text", "search"):
                self.written.add(name)

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = self._is_inside and tag != "form"


def searched(client: Client, *desks: str) -> dict[str, GetForms]:
    """The pages of the desks that have something to search by, as the one who asks sees them."""
    found = {}
    for route in routes():
        if not route.name.startswith(desks) or "log_in" in route.name:
            continue
        answer = client.get(route.url)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"] and not answer.streaming:
            forms = GetForms(answer.content.decode())
            if forms.names:
                found[route.url] = forms
    return found


def faults(client: Client, pages: dict[str, GetForms]) -> list[tuple[str, str, str]]:
    """A hostile word in everything at once is no error; in what is written, it finds no more than a nonsense word."""
    wrong = []
    for url, forms in pages.items():
        nothing = {name: rows(client, url, {name: NOBODY_HAS_THIS}) for name in forms.written}
        for word in HOSTILE:
            if client.get(url, dict.fromkeys(forms.names, word)).status_code >= 500:
                wrong.append((url, word, "error"))
        for word in HOSTILE[:9]:
            wrong += [(url, word, name) for name in forms.written if rows(client, url, {name: word}) > nothing[name]]
    return wrong


def rows(client: Client, url: str, asked: dict[str, str]) -> int:
    answer: Any = client.get(url, asked)
    return GetForms(answer.content.decode()).rows


@pytest.mark.parametrize(
    ("who", "desks", "least"),
    [
        ("as_kari", ("public:", "teacher:"), 5),
        ("as_siri", ("owner:",), 3),
        ("as_ada", ("authority:",), 10),
    ],
)
def test_hostile_words_in_every_search_find_nothing_and_break_nothing(
    world: None, request: pytest.FixtureRequest, who: str, desks: tuple[str, ...], least: int
) -> None:
    client: Client = request.getfixturevalue(who)
    client.raise_request_exception = False
    pages = searched(client, *desks)

    assert len(pages) >= least, sorted(pages)
    assert faults(client, pages) == []


@pytest.mark.parametrize(
    ("sent", "shown"), [("%2527", "%27"), ("%253Cb%253E", "%3Cb%3E"), ("%26lt%3Bb", "&amp;lt;b"), ("a%252Bb", "a%2Bb")]
)
def test_what_is_written_is_decoded_once(world: None, client: Client, sent: str, shown: str) -> None:
    page = client.get(f"/studier/?sok={sent}").content.decode()

    assert f'value="{shown}"' in page
    assert client.get(f"/organisasjoner/{quote(sent, safe='')}/").status_code == 404


@pytest.mark.parametrize("nul", ["%00", "%%0000", "a%00b%00"])
def test_no_page_meets_a_nul_in_an_address(world: None, client: Client, nul: str) -> None:
    client.raise_request_exception = False

    assert client.get(f"/organisasjoner/?sok={nul}").status_code == 200
    assert client.get(f"/organisasjoner/{nul}/").status_code == 404
