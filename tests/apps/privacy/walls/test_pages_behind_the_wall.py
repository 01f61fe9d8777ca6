"""The second wall takes nothing from whoever has a right to it: every page says the same behind it as without it."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from pafyll.integrations.postgresql.reading import EVERYTHING, NOBODY, reading_as
from tests.architecture.routes import PEOPLE, Route, routes, visitor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.heavy(200),
    pytest.mark.skipif("postgres" not in settings.DATABASES["default"]["ENGINE"], reason="the walls are PostgreSQL's"),
]
LONG = os.environ.get("PAFYLL_LONG") == "1"
TABLE = Path(__file__).parents[3] / "snapshots" / "routes.csv"
FORGERY = re.compile(rb'(?:csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+')


def readers() -> dict[str, list[str]]:
    """Path → those of the cast whom the approved table gives the page."""
    with TABLE.open() as file:
        rows = [row for row in csv.DictReader(file) if row["method"] == "GET"]
    return {row["path"]: [one for one in PEOPLE if row[one] == "200"] for row in reversed(rows)}


def pages_of(person: str) -> list[Route]:
    """What she reads; in the short form each page is opened by one of its readers."""
    known = readers()
    return [
        route
        for number, route in enumerate(routes())
        if person in (those := known.get(route.path, [])) and (LONG or those[number % len(those)] == person)
    ]


def answer(client, url, cookies, settings, *, is_walled):
    client.cookies = cookies.copy()
    settings.SECOND_WALL = is_walled
    cache.clear()  # what is kept from one reading is not shown in the other
    process = NOBODY if is_walled else EVERYTHING  # as where pages are served, not as where tests are run
    with transaction.atomic(), reading_as(lambda: process):
        response = client.get(url)
        said = response.getvalue() if response.streaming else response.content
        transaction.set_rollback(True)
    return [b"%d" % response.status_code, *FORGERY.sub(b"", said).splitlines()]


def says_the_same(ask) -> bool:
    """Line by line, but for what is drawn anew each time that the page is opened."""
    behind, without = ask(is_walled=True), ask(is_walled=False)
    if behind == without:
        return True
    again = ask(is_walled=False)
    steady = [one == other for one, other in zip(without, again, strict=True)]
    return len(behind) == len(without) and all(
        one == other for one, other, stays in zip(behind, without, steady, strict=True) if stays
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_a_page_says_the_same_behind_the_wall(world, settings, person):
    client, cookies = Client(raise_request_exception=False), visitor(person).cookies

    def differs(route):
        return not says_the_same(lambda is_walled: answer(client, route.url, cookies, settings, is_walled=is_walled))

    assert [route.url for route in pages_of(person) if differs(route)] == []
