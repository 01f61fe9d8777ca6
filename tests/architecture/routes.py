"""Every address called as every person: what it answered, what it wrote and what it showed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.integrations.clock import today
from pafyll.web.components.gates import gate_of
from tests.architecture.samples import sample_of

ANONYMOUS = "anonymous"
PEOPLE = (
    ANONYMOUS,
    "kari",
    "jonas",
    "per",
    "siri",
    "marit",
    "ola",
    "gro",
    "nina",
    "liv",
    "arvid",
    "geir",
    "tor",
    "ada",
    "idar",
    "leif",
    "hanne",
    "astrid",
    "selma",
)
METHODS = ("GET", "POST")
# A session is what the browser holds on to, the API counts its calls, and who looked is noted when one looks, and
# what was wrong in a form is counted: none of it is something that the page keeps.
NOT_COUNTED = ("django_session", "connections_callcount", "privacy_reading", "support_formfault")


@dataclass(frozen=True)
class Route:
    """An address: its name, its path as written, and a real one."""

    name: str
    path: str
    url: str


@dataclass(frozen=True)
class Call:
    """One call of one route by one person."""

    route: Route
    method: str
    person: str
    status: int
    html: str = ""
    writes: tuple[str, ...] = ()
    queries: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    day: str = ""
    was_made: bool = True  # or the gate was asked without one, after it had refused another at the same address


def routes() -> list[Route]:
    """All routes in the order of their paths. Needs the story world."""
    return sorted(_routes(get_resolver(), "", ""), key=lambda route: (route.path, route.name))


def call_everything(*desks: str, all_by_call: bool = True) -> list[Call]:
    """Every route × method × person, of all desks or of those named. What a call changes is rolled back.

    Else one of those whom the gate keeps out calls, and for the others the gate in front of the page is asked.
    """
    known = [route for route in routes() if not desks or route.name.split(":")[0] in desks]
    people = {person: visitor(person) for person in PEOPLE}
    return [call for route in known for method in METHODS for call in _calls_of(route, method, people, all_by_call)]


@dataclass(frozen=True)
class Visitor:
    """One of those who call: the cookies of her session, and what the gates know of her."""

    name: str
    cookies: Any
    viewer: Any


def _calls_of(route: Route, method: str, people: dict[str, Visitor], all_by_call: bool) -> Iterator[Call]:
    has_refused = False
    for one in people.values():
        is_kept_out = one.viewer is not None and not _is_let_in(route, one)
        if is_kept_out and has_refused and not all_by_call:
            yield Call(route, method, one.name, 403, was_made=False)
        else:
            yield _call(route, method, one.name, one.cookies)
        has_refused = has_refused or is_kept_out


def _is_let_in(route: Route, one: Visitor) -> bool:
    match = resolve(route.url)
    gate = gate_of(match.namespace)
    return gate is not None and bool(gate.lets_in(one.viewer, match.route))


def _routes(resolver: URLResolver, path: str, namespace: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, here, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield _route(pattern, here, namespace)


def _route(pattern: URLPattern, path: str, namespace: str) -> Route:
    name = pattern.name or ""
    values = {one: sample_of(namespace, name, one, path) for one in pattern.pattern.converters}
    return Route(f"{namespace}:{name}", f"/{path}", reverse(f"{namespace}:{name}", kwargs=values))


@cache
def _client() -> Client:
    """One for all calls, with the cookies of whoever calls: each client loads the middleware anew."""
    return Client(raise_request_exception=False)


def visitor(person: str) -> Visitor:
    client = Client()
    if person == ANONYMOUS:
        return Visitor(person, client.cookies, None)
    user = get_user_model().objects.get(username=person)
    client.force_login(user)
    return Visitor(person, client.cookies, viewer_of(user, day=today()))


def _call(route: Route, method: str, person: str, cookies: Any) -> Call:
    client = _client()
    client.cookies = cookies.copy()
    with transaction.atomic(), _watched() as seen:
        response = getattr(client, method.lower())(route.url)
        content = b"" if response.streaming else response.content
        transaction.set_rollback(True)
    html = content.decode() if "text/html" in response.get("Content-Type", "") else ""
    writes = tuple(sql for sql in seen if _writes(sql))
    return Call(route, method, person, response.status_code, html, writes, len(seen), dict(response.items()))


@contextmanager
def _watched() -> Iterator[list[str]]:
    seen: list[str] = []

    def watch(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def _writes(sql: str) -> bool:
    changes = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    return changes and not any(table in sql for table in NOT_COUNTED)
