"""Pages over the nation-size seed: CPU against a bare Django view that runs the same queries, and how many they are.

The bare view runs the page's own SQL through a cursor, fetches every row and writes the rows as one plain table with
Django's template engine. It has no middleware, no session, no frame and no forms: it is the floor, not a page.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import people
from benchmarks.row import Row

GOAL = 3.0
RANKED = 500
BARE = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"


def run(quick: bool) -> list[Row]:
    """CPU ratios for the catalogue search, the ranking of 500 and the result list. quick: a nation 1/50 of the size."""
    with _nation("short-nation" if quick else "nation"):
        return [row for page in _pages() for row in _measured(*page)]


@contextmanager
def _nation(size: str) -> Iterator[None]:
    """A database of its own, planted and allocated once."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PAFYLL_DATABASE"] = f"sqlite:///{Path(folder) / 'nation.sqlite3'}"
        os.environ.setdefault("PAFYLL_NOW", "2026-03-10")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed", size=size, verbosity=0)
        yield


def _pages() -> list[tuple[str, Any, str]]:
    """(what, user, address) of the pages that are measured."""
    from pafyll.apps.applications.models import Ranking, Round
    from pafyll.apps.organisations.models import Organisation, RoleGrant

    round = Round.objects.latest("study_year")
    directorate = Organisation.objects.get(kind=Organisation.Kind.DIRECTORATE)
    ada = people.with_role("ada", RoleGrant.Role.DIRECTORATE_OFFICER, directorate)
    run = people.allocated(round, ada)
    owner = people.owner_with_a_list(round, RANKED)
    siri = people.with_role("siri", RoleGrant.Role.OWNER_OFFICER, owner)
    ranked = Ranking.objects.get(round=round, owner=owner).entries.count()
    return [
        ("catalogue search", None, "/studier/?q=matematikk"),
        (f"ranking of {ranked}", siri, "/eier/prioritering/"),
        (f"result list of {run.results.count()}", ada, f"/nasjonal/kjoringer/{run.pk}/resultat/"),
    ]


def _measured(what: str, user: Any, address: str) -> list[Row]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if user is not None:
        client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    statements = [q["sql"] for q in captured.captured_queries if q["sql"].lstrip().upper().startswith("SELECT")]
    ours, theirs = _cpu(lambda: client.get(address)), _cpu(_bare_view(statements))
    note = f"{len(statements)} queries, {len(response.content) // 1024} KiB"
    return [Row(what, ours, "bare view, same queries", theirs, GOAL, note=note)]


def _bare_view(statements: list[str]) -> Callable[[], Any]:
    from django.db import connection
    from django.http import HttpResponse
    from django.template import engines

    template = engines["django"].from_string(BARE)

    def view() -> HttpResponse:
        rows: list[Any] = []
        for statement in statements:
            with connection.cursor() as cursor:
                cursor.execute(statement.replace("%", "%%"))
                rows += cursor.fetchall()
        return HttpResponse(template.render({"rows": rows}))

    return view


def _cpu(call: Callable[[], Any], times: int = 15) -> float:
    """CPU milliseconds of one call: the median of several."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        call()
        spent.append(1_000 * (time.process_time() - start))
    return sorted(spent)[len(spent) // 2]
