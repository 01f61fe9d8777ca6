"""What pages cost in processor time, against a bare Django view: one query, one template of 60 rows.

Both are asked through Django's test client in the same process, in turn, so that a busy machine disturbs both alike.
The story world on SQLite: Kari's own application, Siri's ranking, the public catalogue.
Requests each second of processor time on the public catalogue are compared with pretix's public event page
where PAFYLL_PRETIX names a virtual environment that has it (`python -m benchmarks.pretix`); else that is said.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.row import Row

PAGE, WRITE = 3.0, 1.5
ROUNDS = 25
BARE = """<!doctype html><title>Bare</title><table>{% for row in rows %}<tr><td>{{ row.0 }}</td><td>{{ row.1 }}</td>
<td>{{ row.2 }}</td><td><a href="{% url 'public:catalogue' %}">{{ row.3 }}</a></td></tr>{% endfor %}</table>"""
USUAL = (
    "middleware.security.SecurityMiddleware",
    "contrib.sessions.middleware.SessionMiddleware",
    "middleware.common.CommonMiddleware",
    "middleware.csrf.CsrfViewMiddleware",
    "contrib.auth.middleware.AuthenticationMiddleware",
    "contrib.messages.middleware.MessageMiddleware",
    "middleware.clickjacking.XFrameOptionsMiddleware",
)
Call = Callable[[], Any]


def run(quick: bool) -> list[Row]:
    """quick: fewer rounds."""
    with tempfile.TemporaryDirectory() as folder:
        _story(Path(folder))
        yardstick, pages = _bare(), _pages()
        rounds = 7 if quick else ROUNDS
        spent = _in_turn({"bare": yardstick, **{what: call for what, (call, _goal) in pages.items()}}, rounds)
        rows = [
            Row(what, spent[what], "bare view, 60 rows", spent["bare"], goal, note=f"{_queries(call)} queries")
            for what, (call, goal) in pages.items()
        ]
    return [*rows, *_against_pretix(rows[0].ours)]


def _story(folder: Path) -> None:
    from tests import prepared

    shutil.copyfile(prepared.file("story"), folder / "story.sqlite3")
    os.environ["PAFYLL_DATABASE"] = f"sqlite:///{folder / 'story.sqlite3'}"
    os.environ["PAFYLL_NOW"] = "2026-02-20"  # teachers write
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    import django

    django.setup()


def _bare() -> Call:
    """One query of sixty rows and one template, behind the seven middlewares that a new Django project has."""
    from django.http import HttpResponse
    from django.template import engines
    from django.test import RequestFactory
    from django.utils.module_loading import import_string

    from pafyll.apps.organisations.models import Organisation

    template, factory = engines["django"].from_string(BARE), RequestFactory()

    def view(request: Any) -> HttpResponse:
        rows = Organisation.objects.values_list("name", "number", "kind", "county_code")[:60]
        return HttpResponse(template.render({"rows": rows}, request))

    whole: Any = view
    for name in reversed(USUAL):
        whole = import_string(f"django.{name}")(whole)
    return lambda: whole(factory.get("/"))


def _pages() -> dict[str, tuple[Call, float]]:
    from django.test import Client

    from pafyll.apps.applications.models import Application

    draft, sent = _mine("draft"), _mine("sent")
    kari, other, siri = Client(), Client(), Client()
    kari.force_login(draft.person.user)
    other.force_login(sent.person.user)
    siri.force_login(_officer())
    base = f"/min/soknad/{draft.pk}"
    assert isinstance(draft, Application)
    return {
        "catalogue": (_get(Client(), "/studier/"), PAGE),
        "application step": (_get(kari, f"{base}/begrunnelse/"), PAGE),
        "receipt": (_get(other, f"/min/soknad/{sent.pk}/kvittering/"), PAGE),
        "ranking": (_get(siri, "/eier/prioritering/"), PAGE),
        "autosave": (_autosave(kari, base), WRITE),
    }


def _mine(status: str) -> Any:
    """An application in the round that is open, in the status."""
    from pafyll.apps.applications.models import Application

    rows = Application.objects.filter(round__status="open", person__user__isnull=False).order_by("pk")
    rows = rows.filter(status="draft") if status == "draft" else rows.exclude(versions=None)
    found = rows.exclude(school=None).first()
    assert found is not None, status
    return found


def _officer() -> Any:
    """Who ranks for the owner with the longest list."""
    from django.db.models import Count

    from pafyll.apps.applications.models import Ranking
    from pafyll.apps.organisations.models import Person

    longest = Ranking.objects.filter(round__status="open").annotate(n=Count("entries")).order_by("-n").first()
    assert longest is not None
    grants = {"role_grants__organisation": longest.owner_id, "role_grants__role": "owner_officer"}
    person = Person.objects.filter(user__isnull=False, **grants).first()
    assert person is not None
    return person.user


def _get(client: Any, path: str) -> Call:
    def ask() -> None:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)

    return ask


def _autosave(client: Any, base: str) -> Call:
    shown = client.get(f"{base}/begrunnelse/").content.decode()
    seen = {name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', shown)[0] for name in ("version", "window")}
    texts = iter(range(10_000))

    def save() -> None:
        text = f"Jeg underviser i matematikk uten studiepoeng, utkast {next(texts)}"
        response = client.post(f"{base}/motivation/lagre/", {**seen, "motivation": text})
        assert response.status_code == 200, response.status_code

    return save


def _in_turn(calls: dict[str, Call], rounds: int) -> dict[str, float]:
    """Median milliseconds of processor time, each once in every round; the first round only warms up."""
    spent: dict[str, list[float]] = {what: [] for what in calls}
    for number in range(rounds + 1):
        for what, call in calls.items():
            before = time.process_time()
            call()
            if number:
                spent[what].append(1_000 * (time.process_time() - before))
    return {what: statistics.median(times) for what, times in spent.items()}


def _queries(call: Call) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in captured.captured_queries)


def _against_pretix(ours: float) -> list[Row]:
    from benchmarks import pretix

    theirs = pretix.milliseconds_a_page()
    if theirs is None:
        print(pretix.MISSING)
        return []
    what = "public catalogue: processor time of a page"
    return [Row(what, ours, "half of pretix's public event page", theirs / 2, 1.0)]
