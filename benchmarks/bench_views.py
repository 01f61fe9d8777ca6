"""What pages cost in processor time, against a bare Django view: one query, one template of 60 rows.

Both are asked as Django's server would, past the server itself, in the same process and in turn, so that a busy
machine disturbs both alike. The story world on SQLite: a teacher's own application, the longest ranking of an owner
on a day when owners rank, the public catalogue.
Requests each second of processor time on the public catalogue are compared with pretix's public event page
where PAFYLL_PRETIX names a virtual environment that has it (`python -m benchmarks.pretix`); else that is said.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.asking import Asked, Call, Person, get, in_turn
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
TEACHERS_WRITE, OWNERS_RANK = "2026-02-20", "2026-03-05"
TEXTS = count(1)


def run(quick: bool) -> list[Row]:
    """quick: fewer rounds."""
    with tempfile.TemporaryDirectory() as folder:
        _story(Path(folder))
        yardstick, pages = _bare(), _pages()
        rounds = 7 if quick else ROUNDS
        spent = in_turn({"bare": Asked(yardstick, 0, TEACHERS_WRITE), **pages}, rounds)
        rows = [
            Row(what, spent[what], "bare view, 60 rows", spent["bare"], page.goal, note=f"{_queries(page)} queries")
            for what, page in pages.items()
        ]
    return [*rows, *_against_pretix(rows[0].ours)]


def _story(folder: Path) -> None:
    from tests import prepared

    shutil.copyfile(prepared.file("story"), folder / "story.sqlite3")
    os.environ["PAFYLL_DATABASE"] = f"sqlite:///{folder / 'story.sqlite3'}"
    os.environ["PAFYLL_NOW"] = TEACHERS_WRITE
    os.environ["PAFYLL_JOBS"] = "worker"  # who sends does not wait for mail
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    import django

    django.setup()
    from django.conf import settings

    settings.TASKS_IN_MENU = True  # as in production, also what the suite leaves out
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False


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


def _pages() -> dict[str, Asked]:
    draft, (sent, another) = _mine("draft")[0], _mine("sent")[:2]
    kari, other, siri = Person(draft.person.user), Person(sent.person.user), Person(_officer())
    base, sent_base = f"/min/soknad/{draft.pk}", f"/min/soknad/{sent.pk}"
    sending = Submitting(Person(another.person.user), f"/min/soknad/{another.pk}")
    return {
        "catalogue": Asked(get(Person(), "/studier/"), PAGE, TEACHERS_WRITE),
        "application step": Asked(get(kari, f"{base}/begrunnelse/"), PAGE, TEACHERS_WRITE),
        "receipt": Asked(get(other, f"{sent_base}/kvittering/"), PAGE, TEACHERS_WRITE),
        "ranking": Asked(get(siri, "/eier/prioritering/", shows="p-ranking__row"), PAGE, OWNERS_RANK),
        "autosave": Asked(_autosave(kari, base), WRITE, TEACHERS_WRITE),
        "submit": Asked(sending.send, WRITE, TEACHERS_WRITE, before=sending.write),
    }


def _mine(status: str) -> Any:
    """Applications in the round that is open, in the status."""
    from pafyll.apps.applications.models import Application

    rows = Application.objects.filter(round__status="open", person__user__isnull=False).order_by("pk")
    rows = rows.filter(status="draft") if status == "draft" else rows.exclude(versions=None)
    if status != "draft":
        rows = rows.filter(status__in=("submitted", "stated"))  # may be sent anew
    return rows.exclude(school=None)


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


def _autosave(person: Person, base: str) -> Call:
    seen = _seen(person, f"{base}/begrunnelse/")

    def save() -> None:
        text = f"Jeg underviser i matematikk uten studiepoeng, utkast {next(TEXTS)}"
        response = person.post(f"{base}/motivation/lagre/", {**seen, "motivation": text})
        assert response.status_code == 200, response.status_code
        seen.update(_hidden(response.content.decode()))  # in another window this would be refused: no version

    return save


class Submitting:
    """Sends what is written since the last time: a new version, with its receipt."""

    def __init__(self, person: Person, base: str) -> None:
        self._person, self._base, self._seen = person, base, {"version": ""}

    def write(self) -> None:
        _autosave(self._person, self._base)()
        self._seen = _seen(self._person, f"{self._base}/se-over/")

    def send(self) -> None:
        vouched = {"principal_knows": "on", "meets_admission": "on"}
        response = self._person.post(f"{self._base}/se-over/", {**self._seen, **vouched})
        assert response.status_code == 303, response.status_code


def _seen(person: Person, path: str) -> dict[str, str]:
    return _hidden(person.get(path).content.decode())


def _hidden(shown: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)"[^>]*? value="([^"]*)"', shown))


def _queries(page: Asked) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    os.environ["PAFYLL_NOW"] = page.day
    page.before()
    with CaptureQueriesContext(connection) as captured:
        page.call()
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in captured.captured_queries)


def _against_pretix(ours: float) -> list[Row]:
    from benchmarks import pretix

    theirs = pretix.milliseconds_a_page()
    if theirs is None:
        print(pretix.MISSING)
        return []
    what = "public catalogue: processor time of a page"
    return [Row(what, ours, "half of pretix's public event page", theirs / 2, 1.0)]
