"""What a key may read of the things that are told of, and where the API has them. Upper apps say it of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.rules.webhooks import THINGS

Rows = Callable[[Viewer, datetime], QuerySet[Any]]


@dataclass(frozen=True)
class Readable:
    """A kind of thing as the API has it: who sees which rows, what the API calls one, and its address there."""

    code: str
    rows: Rows
    page: str
    keys: tuple[str, ...]
    name: str

    def found(self, viewer: Viewer, at: datetime, pks: Collection[int]) -> dict[int, tuple[str, str]]:
        """Key → (name, path) of those of the rows that the viewer may read. One query, and no more than they need."""
        rows = self.rows(viewer, at).filter(pk__in=pks).order_by().prefetch_related(None)
        told = rows.values_list("pk", self.name, *self.keys)
        return {pk: (str(name), reverse(self.page, args=keys)) for pk, name, *keys in told}


_readable: dict[str, Readable] = {}


def register(code: str, rows: Rows, *, page: str, keys: tuple[str, ...] = ("pk",), name: str = "pk") -> None:
    """Says it of a kind of thing, from AppConfig.ready(). page is the URL name in the API, keys the paths it takes."""
    assert code in THINGS, code
    _readable[code] = Readable(code, rows, page, keys, name)


def readable(code: str) -> Readable:
    """The kind of thing with the code. Raises KeyError."""
    return _readable[code]
