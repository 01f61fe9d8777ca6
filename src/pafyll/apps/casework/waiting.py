"""What each status of each lifecycle waits for: somebody who must do something, or nobody, with the reason.

An app says it of its own lifecycles in its inbox.py, as INBOX. Nothing is stored: a task is there as long as the thing
has the status, and is gone when somebody has done what it says.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Protocol, TypeVar

from django.db.models import Model, Q
from django.db.models.expressions import Combinable

from pafyll import apps
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.lifecycle import Lifecycle

T = TypeVar("T")
But = Callable[[Viewer, datetime], Q]  # rows that are not this viewer's to handle: she made them, or they are her own
When = Callable[[datetime], Q]


class Who(Protocol):
    """Who waits with a row."""

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        """Which rows wait for the viewer; None when none can, so that nothing is asked."""
        ...


@dataclass(frozen=True)
class Holders:
    """Those who hold one of the roles at the organisation that the path leads to; "" for a role that is national.

    own: only those who hold it themselves, and none who has borrowed it.
    """

    roles: tuple[str, ...]
    at: str = ""
    but: tuple[But, ...] = ()
    own: bool = False

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        mine = viewer.has_herself(*self.roles) if self.own else viewer.organisations_in(*self.roles)
        if not mine:
            return None
        return but_for(Q(**{f"{self.at}__in": mine}) if self.at else Q(), self.but, viewer, at)


@dataclass(frozen=True)
class Herself:
    """The person that the path leads to."""

    path: str

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        return Q(**{self.path: viewer.person.pk}) if viewer.person else None


@dataclass(frozen=True)
class TheUser:
    """The log-in that the path leads to, for one who took a thing and still holds one of the roles."""

    path: str
    roles: tuple[str, ...]
    but: tuple[But, ...] = ()

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        if viewer.user is None or not viewer.has_role(*self.roles):
            return None
        return but_for(Q(**{self.path: viewer.user.pk}), self.but, viewer, at)


_ANSWERS: ContextVar[dict[str, Any] | None] = ContextVar("answers_while_asking", default=None)


@contextmanager
def asking() -> Iterator[None]:
    """While somebody's tasks are asked for: what many of them rest on is asked of the database once (see once)."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def once(key: str, ask: Callable[[], T]) -> T:
    """What ask answers; while asking for one viewer's tasks, the answer that the key has already."""
    answers = _ANSWERS.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]  # type: ignore[no-any-return]


def but_for(rows: Q, but: Sequence[But], viewer: Viewer, at: datetime) -> Q:
    """The rows without those that are not the viewer's to handle."""
    for each in but:
        rows &= ~each(viewer, at)
    return rows


def not_by(*paths: str) -> But:
    """Two people: not for whoever the path leads to, who had part in it already."""

    def mine(viewer: Viewer, at: datetime) -> Q:
        me = viewer.user.pk if viewer.user else 0
        found = Q(pk__in=[])
        for path in paths:
            found |= Q(**{path: me})
        return found

    return mine


def not_about(path: str) -> But:
    """Not for the person that it is about: she is disqualified."""
    return lambda viewer, at: Q(**{path: viewer.person.pk if viewer.person else 0})


@dataclass(frozen=True)
class Rests:
    """Nobody waits: because says why. So is what has ended, and what another thing's task takes along."""

    because: str


@dataclass(frozen=True)
class Waits:
    """One task for one of those whom who finds, until the status is another.

    todo: what to do. page and keys: where. due: the path of the deadline, a date or the moment it is over.
    name: what tells this one from others. only: part of the rows; the rest rest, because of what otherwise says.
    """

    todo: Any
    who: Who
    page: str
    keys: tuple[str | Combinable, ...] = ("pk",)
    due: str | Combinable = ""
    name: tuple[str, ...] = ()
    only: When | None = None
    otherwise: str = ""


Entry = Rests | Waits | tuple[Waits, ...]


@dataclass(frozen=True)
class Inbox:
    """A lifecycle, the records that live it, and what each status waits for. ended: why the last ones need nobody."""

    lifecycle: Lifecycle[Any]
    model: type[Model]
    waits: Mapping[Any, Entry]
    ended: str

    def entries(self) -> list[tuple[str, Any, Waits]]:
        """(code, status, what it waits for) of everything that somebody must do."""
        found = []
        for status, entry in self.waits.items():
            several = entry if isinstance(entry, tuple) else (entry,)
            found += [(status, one) for one in several if isinstance(one, Waits)]
        names = [f"{self.lifecycle.name}-{status.value}" for status, _one in found]
        return [(f"{name}-{number}", *pair) for number, (name, pair) in enumerate(zip(names, found, strict=True), 1)]


@cache
def inboxes() -> tuple[Inbox, ...]:
    """Those of every app, which each says them in its inbox.py."""
    found: list[Inbox] = []
    for one in pkgutil.iter_modules(apps.__path__):
        inner = [each.name for each in pkgutil.iter_modules(import_module(f"{apps.__name__}.{one.name}").__path__)]
        if "inbox" in inner:
            module = import_module(f"{apps.__name__}.{one.name}.inbox")
            found += getattr(module, "INBOX", ())
    return tuple(found)
