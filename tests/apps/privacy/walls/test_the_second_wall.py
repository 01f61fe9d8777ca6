"""PostgreSQL itself keeps other people's rows away, also when every permission says yes."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction
from django.db.models.signals import post_init
from django.db.utils import ProgrammingError
from django.test import Client

from pafyll.apps.applications.models import Application, Ranking
from pafyll.apps.documents.models import Document
from pafyll.apps.organisations import reading as ours
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Grant, Viewer, viewer_of
from pafyll.apps.organisations.reading import reader_for, reading_everything
from pafyll.apps.privacy.walling import all_walls, raise_walls
from pafyll.integrations.clock import today
from pafyll.integrations.postgresql.reading import EVERYTHING, NOBODY, Reader, reader_now, reading_as, reads_everything
from pafyll.web.components import middleware
from tests.apps.privacy.walls.oracle import keys_shown
from tests.architecture.routes import ANONYMOUS, PEOPLE, routes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.heavy(60),
    pytest.mark.skipif("postgres" not in settings.DATABASES["default"]["ENGINE"], reason="the walls are PostgreSQL's"),
]
LONG = os.environ.get("PAFYLL_LONG") == "1"
WALLED = sorted(all_walls())
STAND_OPEN = {"case_paper", "forum_meeting", "unit_meeting"}
# One of each kind: a teacher, a principal, an owner, a provider's, a County Governor's and a union's.
SOME = ("jonas", "per", "ola", "nina", "tor", "astrid")
ALWAYS = {
    "/eier/klager/<int:pk>/",
    "/eier/klager/vedtak/<int:pk>/",
    "/eier/kollektiv/behov/<int:pk>/",
    "/eier/kollektiv/tilskudd/<int:pk>/",
    "/min/soknad/<int:pk>/brev/<int:document>/",
    "/nasjonal/klager/<int:pk>/",
    "/nasjonal/klager/<int:pk>/vedlegg/<int:attachment>/",
    "/nasjonal/kollektiv/behovsmelding/<int:pk>/",
    "/nasjonal/kollektiv/kontroll/<int:pk>/",
    "/nasjonal/kollektiv/ordning/<int:pk>/tildelinger/",
}
OPENED = {
    "applications.Application",
    "casework.Appeal",
    "casework.AppealAttachment",
    "casework.Decision",
    "casework.Event",
    "documents.Document",
    "forums.NeedsNotification",
    "grants.Award",
    "grants.Control",
}


def reader(username):
    return reader_for(viewer_of(get_user_model().objects.get(username=username), day=today()))


def keys(label):
    return set(apps.get_model(label)._default_manager.values_list("pk", flat=True))


def outside(*statements):
    """What a connection of its own reads, that has said nothing or what is stated."""
    address = connection.get_connection_params()
    known = {name: address[name] for name in ("dbname", "user", "host", "port", "password") if address.get(name)}
    with psycopg.connect(**known) as other:
        return [other.execute(one).fetchall() for one in statements][-1]


def test_a_connection_that_says_nothing_reads_nothing(world):
    with reading_as(lambda: NOBODY):
        assert {label for label in WALLED if keys(label)} == {"casework.Event", "documents.Document"}
        seen = Document.objects.values_list("about", flat=True)
        assert {one.split(":")[0] for one in seen} == STAND_OPEN  # as what they are about
    assert len(keys("applications.Application")) > 10
    assert outside("SELECT count(*) FROM applications_application") == [(0,)]


def test_the_user_of_the_database_is_none_that_walls_do_not_hold_for(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_nothing_is_written_by_who_says_nothing(world):
    row = Ranking.objects.first()
    with reading_as(lambda: NOBODY):
        assert Ranking.objects.filter(pk=row.pk).update(version=99) == 0
        assert Ranking.objects.filter(pk=row.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Ranking(round=row.round, owner=row.owner).save(force_insert=True)


@pytest.mark.parametrize("person", [one for one in PEOPLE if one != ANONYMOUS])
def test_with_every_filter_taken_away_a_person_reads_what_her_keys_open_and_no_other_row(world, person):
    """Every walled table asked for whole: no row of another, and no fewer than the keys say."""
    known, wrong = reader(person), {}
    for label in WALLED:
        with reading_as(lambda: known):
            seen = keys(label)
        if seen != (hers := keys_shown(apps.get_model(label), known)):
            wrong[label] = (len(seen - hers), len(hers - seen))
    assert wrong == {}


class Unjudged(Viewer):
    """A viewer of whom every permission and every query believes that she may do all, everywhere: no first wall."""

    everywhere: frozenset[int] = frozenset()

    def organisations_in(self, *roles):
        return self.everywhere

    def has_role(self, *roles):
        return True

    def is_self(self, person_id):
        return True


@pytest.fixture(autouse=True)
def behind_the_wall(settings):
    """As where whoever runs Påfyll has asked for it."""
    settings.SECOND_WALL = True


@pytest.fixture
def first_wall_gone(world, monkeypatch):
    """Everybody is let in everywhere; the database is told who really asks."""
    monkeypatch.setattr(Unjudged, "everywhere", frozenset(Organisation.objects.values_list("pk", flat=True)))

    def unjudged(user, *, day):
        found = viewer_of(user, day=day)
        return Unjudged(found.user, found.person, found.grants)

    monkeypatch.setattr(middleware, "viewer_of", unjudged)
    monkeypatch.setattr(ours, "reader_for", lambda viewer: reader_for(viewer_of(viewer.user, day=today())))


@pytest.fixture
def loaded():
    """Every row of a walled table that is loaded on somebody's behalf, as (label, key)."""
    found = set()

    def note(instance, **_):
        if not reads_everything() and instance._meta.label in all_walls():
            found.add((instance._meta.label, instance.pk))

    post_init.connect(note)
    yield found
    post_init.disconnect(note)


def foreign(loaded, known):
    """Those of the loaded rows that none of the reader's keys opens."""
    by_label = {label: {key for one, key in loaded if one == label and key is not None} for label, _ in loaded}
    found = {label: got - keys_shown(apps.get_model(label), known) for label, got in by_label.items()}
    return {label: sorted(rows) for label, rows in found.items() if rows}


def open_pages(person, wanted):
    """Opens every page that the person could write the address of. What breaks because nothing is found, breaks."""
    client, answers = Client(raise_request_exception=False), []
    client.force_login(get_user_model().objects.get(username=person))
    for route in wanted:
        with suppress(pytest.fail.Exception):  # a template that finds nothing to show
            answers.append(client.get(route.url).status_code)
    return answers


def pages():
    """All of them in the long form; else every fifth that names a row, and those that show what is about another."""
    known = [one for one in routes() if not one.name.startswith(("public:", "devtools:", "api:"))]
    if LONG:
        return known
    named = [one for one in known if "<" in one.path and not one.path.endswith((".pdf", ".xlsx"))]
    return [one for number, one in enumerate(named) if number % 5 == 0 or one.path in ALWAYS]


@pytest.mark.parametrize("person", SOME)
def test_with_the_first_wall_gone_no_page_loads_a_row_of_another(first_wall_gone, loaded, person):
    """The whole matrix of lists and details, as if no permission had been written: 0 rows across."""
    answers = open_pages(person, pages())

    assert foreign(loaded, reader(person)) == {}
    assert answers.count(200) > 5  # she did get in


def test_with_both_walls_gone_rows_of_others_are_loaded(first_wall_gone, loaded, monkeypatch):
    """The test before this one finds something when there is something to find."""
    open_to_all = Reader(sees="all", user="0")  # as everything, but noted as somebody's
    monkeypatch.setattr(ours, "reader_for", lambda viewer: open_to_all)
    open_pages("jonas", pages())

    found = foreign(loaded, reader("jonas"))
    assert sum(len(rows) for rows in found.values()) > 20
    assert OPENED - found.keys() == set()


def test_what_one_request_said_is_gone_in_the_next(world):
    siri, jonas = (Client() for _ in range(2))
    siri.force_login(get_user_model().objects.get(username="siri"))
    jonas.force_login(get_user_model().objects.get(username="jonas"))
    assert siri.get("/eier/").status_code == 200
    told = connection._told[1]
    assert jonas.get("/larer/").status_code in (200, 302, 404)

    assert connection._told[1] != told
    with reading_as(lambda: NOBODY):
        assert Application.objects.count() == 0
    with connection.cursor() as cursor, reading_as(lambda: NOBODY):
        cursor.execute("SELECT current_setting('pafyll.sees'), current_setting('pafyll.offices')")
        assert cursor.fetchone() == ("", "")


def broken(reads):
    """Reads in a transaction, and breaks."""
    with transaction.atomic():
        reads()
        raise RuntimeError


def test_a_request_that_breaks_leaves_nobody_behind(world):
    siri = reader("siri")
    with pytest.raises(RuntimeError), reading_as(lambda: siri):
        broken(Application.objects.count)
    with reading_as(lambda: NOBODY):
        assert not Application.objects.exists()


def test_a_rollback_takes_back_what_was_said_and_it_is_said_again(world):
    siri = reader("siri")
    with reading_as(lambda: NOBODY):
        Application.objects.count()
    with pytest.raises(RuntimeError), reading_everything("a test"):
        broken(Application.objects.count)
    with reading_as(lambda: NOBODY):
        assert Application.objects.count() == 0
    with transaction.atomic(), reading_as(lambda: siri):
        hers = Application.objects.count()
        with pytest.raises(RuntimeError), reading_everything("a test"):
            broken(Application.objects.count)
        assert 0 < Application.objects.count() == hers


def test_a_thread_begins_as_what_its_process_is_and_not_as_who_started_it(world, monkeypatch):
    monkeypatch.setattr("pafyll.integrations.postgresql.reading._otherwise", NOBODY)
    found = []

    def look():
        found.append(reader_now())
        connections.close_all()

    with reading_everything("a test"):
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert found == [NOBODY]


def test_who_asks_is_found_by_a_question_that_reads_nothing_walled(world):
    """Whoever is found by asking the database is nobody while it asks: no way in by the question itself."""
    seen = []

    def who():
        seen.append(Application.objects.count())
        return EVERYTHING

    with reading_as(who):
        assert Application.objects.count() > 10
    assert seen[0] == 0


def test_why_everything_is_read_is_always_said():
    with pytest.raises(ValueError, match="say why"), reading_everything(""):
        pass


def test_walls_that_stand_are_not_raised_again_and_one_that_is_torn_down_is(world):
    assert raise_walls() == 0
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY pafyll_wall ON applications_statement")
    assert raise_walls() == 4
    assert raise_walls() == 0


def test_a_service_goes_behind_the_wall_and_comes_back(world):
    from pafyll.apps.casework.services.recording import record

    with reading_as(lambda: NOBODY):
        assert record.__wrapped__ is not None
        assert not reads_everything()


@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_whoever_has_a_role_for_herself_alone_holds_no_key_of_the_organisation(world, role):
    grant = RoleGrant.objects.filter(role=role, person__user__isnull=False).first()
    if grant is None:
        return
    known = reader_for(Viewer(grant.person.user, grant.person, (Grant(role, grant.organisation),)))
    for_herself = role in ("teacher", "academic", "union_representative")
    assert (known.offices == "{}") == for_herself
    assert known.members == f"{{{grant.organisation_id}}}"
