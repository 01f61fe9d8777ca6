"""Somebody's tasks: what waits for her, counted and listed. Everything is asked of the things themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, QuerySet, Value
from django.urls import reverse

from pafyll.apps.casework.waiting import Waits, asking, inboxes
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.integrations.clock import last_day_before

KEPT_SECONDS = 60
FAR = date.max


@dataclass(frozen=True)
class Task:
    """One thing that somebody must do. due is the last day of the deadline, None without one."""

    code: str
    key: int
    todo: str
    about: str
    url: str
    desk: str
    due: date | None
    is_late: bool


@dataclass(frozen=True)
class KindOfTask:
    """A kind of task that the viewer has some of."""

    code: str
    todo: str
    desk: str
    count: int


@dataclass(frozen=True)
class _Asked:
    code: str
    waits: Waits
    rows: QuerySet[Any]

    @property
    def desk(self) -> str:
        return self.waits.page.partition(":")[0]


def kinds_of_tasks(*, viewer: Viewer, at: datetime) -> list[KindOfTask]:
    """What the viewer has to do, and how many of each, in the order of the tables. One query."""
    asked = {one.code: one for one in _asked(viewer, at)}
    counts = _counted(asked)
    return [
        KindOfTask(code, str(one.waits.todo), one.desk, counts[code]) for code, one in asked.items() if counts.get(code)
    ]


def count_of_tasks(*, viewer: Viewer, at: datetime) -> dict[str, int]:
    """How many tasks the viewer has at each desk, for menus: at most a minute old, and new after her own changes.

    One query, once a minute.
    """
    if viewer.user is None:
        return {}
    kept: dict[str, int] | None = cache.get(_kept_as(viewer.user.pk))
    if kept is None:
        kept = {}
        for one in kinds_of_tasks(viewer=viewer, at=at):
            kept[one.desk] = kept.get(one.desk, 0) + one.count
        cache.set(_kept_as(viewer.user.pk), kept, KEPT_SECONDS)
    return kept


def count_anew(user: int) -> None:
    """Forgets how many tasks the user had: she has changed something."""
    cache.delete(_kept_as(user))


def tasks_of(*, viewer: Viewer, at: datetime, desk: str = "", kind: str = "") -> list[Task]:
    """The viewer's tasks with the nearest deadline first, and those without one last.

    desk and kind narrow the list. One query to count, and one for each kind that she has any of.
    """
    asked = {one.code: one for one in _asked(viewer, at) if desk in ("", one.desk) and kind in ("", one.code)}
    counts = _counted(asked)
    found = [task for code, one in asked.items() if counts.get(code) for task in _tasks(one, norwegian_day(at))]
    return sorted(found, key=lambda task: (task.due or FAR, task.code, task.about, task.key))


def _asked(viewer: Viewer, at: datetime) -> list[_Asked]:
    with asking():
        return list(_each(viewer, at))


def _each(viewer: Viewer, at: datetime) -> Iterator[_Asked]:
    for inbox in inboxes():
        for code, status, waits in inbox.entries():
            mine = waits.who.rows(viewer, at)
            if mine is None:
                continue
            rows = inbox.model._default_manager.filter(mine, status=status).order_by()
            yield _Asked(code, waits, rows.filter(waits.only(at)) if waits.only else rows)


def _counted(asked: dict[str, _Asked]) -> dict[str, int]:
    parts = [
        one.rows.annotate(task=Value(code)).values("task").annotate(tasks=Count("pk")).values_list("task", "tasks")
        for code, one in asked.items()
    ]
    if not parts:
        return {}
    return dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])


def _tasks(one: _Asked, today: date) -> Iterator[Task]:
    waits = one.waits
    keys = [F(each) if isinstance(each, str) else each for each in waits.keys]
    due = [F(waits.due) if isinstance(waits.due, str) else waits.due] if waits.due else []
    keyed = {f"task_key_{number}": each for number, each in enumerate(keys)}
    rows = one.rows.annotate(**keyed, **{f"task_due_{number}": each for number, each in enumerate(due)})
    for pk, *values in rows.values_list("pk", *keyed, *(f"task_due_{n}" for n in range(len(due))), *waits.name):
        last = _last_day(values[len(keys)]) if due else None
        yield Task(
            code=one.code,
            key=pk,
            todo=str(waits.todo),
            about=_about(waits.name, values[len(keys) + len(due) :]),
            url=reverse(waits.page, args=values[: len(keys)]),
            desk=one.desk,
            due=last,
            is_late=last is not None and last < today,
        )


def _last_day(value: date | datetime | None) -> date | None:
    return last_day_before(value) if isinstance(value, datetime) else value


def _about(paths: tuple[str, ...], values: list[Any]) -> str:
    """The values with commas between, and a space between a person's two names."""
    found = ""
    for path, value in zip(paths, values, strict=True):
        if value not in (None, ""):
            found += f"{value}{' ' if path.endswith('first_name') else ', '}"
    return found.rstrip(", ")


def _kept_as(user: int) -> str:
    return f"tasks:{user}"
