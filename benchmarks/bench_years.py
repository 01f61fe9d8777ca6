"""The same pages with one year behind them and with ten: the nation's rounds and the history of all that was done.

The short form writes a million rows of history, PAFYLL_LONG=1 twenty million. Who asks is in one round only; what grows
is everybody else's, and the years before.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.asking import Asked, Person, get, in_turn
from benchmarks.row import Row

GOAL = 1.5
YEARS = 10
ROUNDS = 15
DAY = "2026-03-10"
BATCH = 5_000
# What is written about an application on its way, again and again.
VERBS = ("submit", "statement", "approve", "rank", "grant", "confirm", "pay", "complete")
COLUMNS = ("about", "verb", "before", "after", "why", "facts", "by_id", "at", "author", "correlation", "key", "seal")
# What differs from the row of the first lap, in SQLite's words.
NEW = {
    "verb": "%s",
    "at": "datetime(at, %s)",
    "correlation": "CAST(CAST(correlation AS INTEGER) + %s AS TEXT)",
    "key": "lower(hex(randomblob(16)))",
}


def run(quick: bool) -> list[Row]:
    """Every page after one year and after ten. quick: a fiftieth of the people and a fiftieth of the rows."""
    rows = 20_000_000 if os.environ.get("PAFYLL_LONG") == "1" else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        _nation(Path(folder), "short-nation" if quick else "nation")
        from benchmarks.earlier_years import add_years

        add_years(1)
        few = _remember(rows // (50 if quick else 1) // YEARS)
        pages = _pages()
        one = in_turn(pages, ROUNDS)
        add_years(YEARS - 2, since=1)
        many = _remember(rows // (50 if quick else 1) - few)
        _look_again()
        ten = in_turn(pages, ROUNDS)
        note = f"{many:,} rows of history"
        return [Row(f"{what}, ten years", ten[what], "one year", one[what], GOAL, note=note) for what in pages]


def _nation(folder: Path, size: str) -> None:
    os.environ["PAFYLL_DATABASE"] = f"sqlite:///{folder / 'nation.sqlite3'}"
    os.environ["PAFYLL_NOW"] = DAY
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.TASKS_IN_MENU = True
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    call_command("migrate", verbosity=0)
    call_command("seed", size=size, verbosity=0)


def _remember(number: int) -> int:
    """Writes so many rows of history, about all applications in turn: one lap by Django, the others from it in SQL.

    How many there are then, those of the seed too.
    """
    from pafyll.apps.casework.models import Event

    lap = _lap()
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    values = ", ".join(NEW.get(column, f'"{column}"') for column in COLUMNS)
    copied = f"INSERT INTO casework_event ({columns}) SELECT {values} FROM casework_event WHERE id BETWEEN %s AND %s"
    with _written_in_one_go() as database:
        for times in range(1, -(-number // len(lap))):
            new = {"verb": VERBS[times % len(VERBS)], "at": f"+{times} hours", "correlation": times * len(lap)}
            last = lap[0] + min(len(lap), number - times * len(lap)) - 1
            database.execute(copied, [*(new[column] for column in COLUMNS if column in new), lap[0], last])
    return Event.objects.count()


def _lap() -> list[int]:
    """The keys of one row about each application that is sent."""
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Application
    from pafyll.apps.casework.models import Event

    by = User.objects.order_by("pk").first()
    sent = Application.objects.exclude(submitted_at=None).order_by("pk").values_list("pk", "submitted_at")
    rows = [
        Event(about=f"application:{pk}", verb=VERBS[0], by=by, at=at, correlation=str(number))
        for number, (pk, at) in enumerate(sent)
    ]
    return [row.pk for row in Event.objects.bulk_create(rows, BATCH)]


@contextmanager
def _written_in_one_go() -> Iterator[Any]:
    """A cursor of a database that is only filled: it waits for no disk, and has its newest rows in memory."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        for pragma in ("synchronous=OFF", "cache_size=-2000000"):
            cursor.execute(f"PRAGMA {pragma}")
        with transaction.atomic():
            yield cursor
    connection.close()  # the next who asks has a connection as any page has


def _look_again() -> None:
    """As every night: the database counts what it has, so that it chooses the right index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages() -> dict[str, Asked]:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.applications.models import Application, Round

    siri, ada = User.objects.get(username="siri"), User.objects.get(username="ada")
    round = Round.objects.latest("study_year")
    big = siri.person.role_grants.get(role="owner_officer").organisation
    one = Application.objects.filter(round=round, owner=big, person__user__isnull=False).exclude(versions=None).first()
    assert one is not None
    teacher, owner, authority = Person(one.person.user), Person(siri), Person(ada)
    asked = {
        "catalogue": get(Person(), "/studier/"),
        "a teacher's receipt": get(teacher, f"/min/soknad/{one.pk}/kvittering/"),
        "a teacher's own page": get(teacher, "/min/"),
        "the owner's front page": get(owner, "/eier/"),
        "the owner's applications": get(owner, "/eier/soknader/"),
        "one application at the owner": get(owner, f"/eier/soknader/{one.pk}/"),
        "the ranking": get(owner, "/eier/prioritering/"),
        "the round at the directorate": get(authority, f"/nasjonal/runder/{round.pk}/"),
    }
    return {what: Asked(call, GOAL, DAY) for what, call in asked.items()}
