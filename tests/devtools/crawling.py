"""Walks through the site as a person would: from the front page of her desk, along every link that she is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from pafyll.apps.organisations.permissions import Viewer
from pafyll.web.components.gates import gate_of


class Ways(HTMLParser):
    """The ways on from a page: where links lead, and where forms are sent."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag == "form":
            (self.forms if given.get("method", "").lower() == "post" else self.links).append(given.get("action") or "")
        self.links += [given[name] or "" for name in ("hx-get",) if given.get(name)]
        self.forms += [given[name] or "" for name in ("hx-post",) if given.get(name)]


@dataclass
class Walk:
    """What a walk found: the URL names that were reached, and the pages that did not open."""

    reached: set[str] = field(default_factory=set)
    closed: list[str] = field(default_factory=list)
    opened: int = 0


def walk(client: Client, start: str, viewer: Viewer, *, per_view: int) -> Walk:
    """Opens start and every page that links lead to from there, at the desks that let the viewer in.

    per_view limits how many pages of the same kind are opened.
    """
    return list(steps(client, start, viewer, per_view=per_view))[-1]


def steps(client: Client, start: str, viewer: Viewer, *, per_view: int, only: str = "") -> Iterator[Walk]:
    """The walk so far after each page that was opened. only keeps it at one desk, and opens the rarest kinds first."""
    client.raise_request_exception = False
    found, seen, times = Walk(), {start}, Counter[str]()
    waiting = [(view_name(start), start)]
    while waiting:
        name, path = waiting.pop(_rarest(waiting, times) if only else 0)
        times[name] += 1
        found.reached.add(name)
        if times[name] <= per_view and (not only or name.startswith(f"{only}:")):
            new = [link for link in _open(client, path, found) if link not in seen and _lets_in(link, viewer)]
            seen.update(new)
            waiting.extend((view_name(link), link) for link in dict.fromkeys(new))
            yield found
    yield found


def _rarest(waiting: list[tuple[str, str]], times: Counter[str]) -> int:
    """Which to open next when something is looked for: the first of a kind that was opened least."""
    return min(range(len(waiting)), key=lambda place: times[waiting[place][0]])


def _open(client: Client, path: str, found: Walk) -> list[str]:
    response = client.get(path)
    found.opened += 1
    if response.status_code in (301, 302, 303):
        return _ours(path, [response["Location"]])
    if response.status_code != 200:
        error = getattr(response, "exc_info", None)
        found.closed.append(
            f"{path}: {response.status_code} {error[1]!r}" if error else f"{path}: {response.status_code}"
        )
        return []
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    ways = Ways(response.content.decode())
    found.reached |= {view_name(link) for link in _ours(path, ways.forms)}
    return _ours(path, ways.links)


def _ours(page: str, links: list[str]) -> list[str]:
    """Addresses on this site, without the part after #."""
    whole = [urlsplit(urljoin(f"http://testserver{page}", link)) for link in links]
    mine = [one for one in whole if one.netloc == "testserver" and not one.path.startswith("/static/")]
    return [one.path + (f"?{one.query}" if one.query else "") for one in mine]


def _lets_in(path: str, viewer: Viewer) -> bool:
    gate = gate_of(view_name(path).partition(":")[0])
    return gate is None or bool(gate.lets_in(viewer, resolve(urlsplit(path).path).route))


def view_name(path: str) -> str:
    """The URL name that a path belongs to, or the path itself when there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def names_of(namespace: str) -> Iterator[str]:
    """Every URL name of a desk."""
    for part in get_resolver().url_patterns:
        if isinstance(part, URLResolver) and part.namespace == namespace:
            yield from (f"{namespace}:{one.name}" for one in part.url_patterns)
