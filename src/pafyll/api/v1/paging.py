"""Long lists: by when each thing last changed, in pages that miss nobody, with how many there are in all."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import CharField, F, Func, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest
from ninja import Query, Schema
from pydantic import BeforeValidator, WithJsonSchema

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.reading import reading_history
from pafyll.domain.answers import no

SIZE = 200
T = TypeVar("T")
M = TypeVar("M", bound=Model)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def _moment(text: Any) -> datetime:
    """A moment with its zone, within the years that databases and zones know."""
    if not isinstance(text, str) or not RFC_3339.fullmatch(text):
        raise ValueError("a moment as 2026-03-10T12:00:00Z")
    year = int(text[:4])
    if not EARLIEST.year < year < LATEST.year:
        return EARLIEST if year <= EARLIEST.year else LATEST
    return datetime.fromisoformat(text.upper())


Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Since = Annotated[Moment | None, Query(description="Only what has changed at this moment or later.")]
Cursor = Annotated[str, Query(max_length=200, description="next of the page before.")]


class Page(Schema, Generic[T]):
    """A page of at most 200. next is the cursor of the following page, null on the last; total is of all pages."""

    items: list[T]
    next: str | None
    total: int


def changed_of(
    rows: QuerySet[M], *, kind: str, made: str, parts: Mapping[str, QuerySet[Any]] | None = None
) -> QuerySet[M]:
    """The rows with changed: when something last happened to each, or to a part of it, or else when it was made.

    parts are what each row is made of, by the kind that events call them; they name the row OuterRef("pk").
    """
    moments = [Coalesce(_latest(kind), F(made))]
    for name, part in (parts or {}).items():
        last = F("last").desc(nulls_last=True)
        moments.append(Coalesce(Subquery(part.annotate(last=_latest(name)).order_by(last).values("last")[:1]), F(made)))
    changed = moments[0] if len(moments) == 1 else Greatest(*moments)
    return rows.annotate(changed=changed)  # type: ignore[return-value]


def _latest(kind: str) -> Subquery:
    """When something last happened to the row. Asked one by one: the wall lets an index be searched for that alone."""
    key = Func(Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()), template="(%(expressions)s)", arg_joiner=" || ")
    return Subquery(Event.objects.filter(about=key).order_by("-at").values("at")[:1])


@reading_history("each row is behind its own wall; of its history no more is read than when it last changed")
def page_by_change(
    rows: QuerySet[M], shown: Callable[[list[M]], list[Any]], *, since: datetime | None, cursor: str
) -> dict[str, Any]:
    """A page in the order of change, the earliest first: what changes meanwhile comes again, later."""
    wanted = rows if since is None else rows.filter(changed__gte=since)
    at, key = _read(cursor)
    rest = wanted if at is None else wanted.filter(Q(changed__gt=at) | Q(changed=at, pk__gt=key))
    return _page(wanted, rest.order_by("changed", "pk"), shown, lambda one: f"{one.changed.isoformat()} {one.pk}")


def page_by_key(rows: QuerySet[M], shown: Callable[[list[M]], list[Any]], *, cursor: str) -> dict[str, Any]:
    """A page in the order in which things were made."""
    _at, key = _read(cursor)
    return _page(rows, rows.filter(pk__gt=key).order_by("pk"), shown, lambda one: f" {one.pk}")


def _page(
    wanted: QuerySet[M], rest: QuerySet[M], shown: Callable[[list[M]], list[Any]], place: Callable[[Any], str]
) -> dict[str, Any]:
    found = list(rest[: SIZE + 1])
    more = len(found) > SIZE
    cursor = _written(place(found[SIZE - 1])) if more else None
    return {"items": shown(found[:SIZE]), "next": cursor, "total": wanted.order_by().count()}


def _written(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime | None, int]:
    """The place that a cursor tells: a moment and a key. Raises Refusal on what we have not written."""
    if not cursor:
        return None, 0
    try:
        moment, _space, key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
        at, number = _moment(moment) if moment else None, int(key)
        if not 0 <= number < 2**63:
            raise ValueError(key)
    except (ValueError, UnicodeError) as error:
        remedy = "Bruk verdien av next, eller hent listen fra begynnelsen."
        raise Refusal(no("bad_cursor", "Markøren er ikke en vi har gitt.", remedy=remedy, field="cursor")) from error
    return at, number
