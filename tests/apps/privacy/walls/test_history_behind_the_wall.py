"""PostgreSQL shows an event to whoever sees what it is about, to the one it concerns, and to the one who did it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.models import OuterRef

from pafyll.api.v1.paging import changed_of
from pafyll.apps.applications.models import Application, Participation, ParticipationTerm
from pafyll.apps.casework.models import Decision, Event, HistoryLink
from pafyll.apps.casework.queries.chain import broken_history
from pafyll.apps.casework.services.linking import link_history
from pafyll.apps.casework.services.recording import record
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.organisations.reading import reader_for, reading_history
from pafyll.apps.planning.queries import staff
from pafyll.apps.privacy.walling import all_named, all_walls, check_walls, late_walls, raise_walls
from pafyll.integrations.clock import now, today
from pafyll.integrations.postgresql.reading import NOBODY, reading_as
from pafyll.integrations.postgresql.walls import shape_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("postgres" not in settings.DATABASES["default"]["ENGINE"], reason="the walls are PostgreSQL's"),
]
FEW, MANY = 3, 30_000  # events of one thing, and of others


def user(name):
    return get_user_model().objects.get(username=name)


def on_behalf_of(name):
    known = reader_for(viewer_of(user(name), day=today()))
    return reading_as(lambda: known)


def tell(about, *, by=None):
    """One thing that happened, by the system unless it is said who did it."""
    return record(about=about, verb="told_of", by=by, at=now()).pk


def who_sees(event, names):
    seen = []
    for name in names.split():
        with on_behalf_of(name):
            seen += [name] if Event.objects.filter(pk=event).exists() else []
    return " ".join(seen)


@pytest.fixture
def karis(world):
    """Kari works at Per's school, which is Siri's owner's. Ola is another owner's, and Jonas another teacher."""
    return Application.objects.filter(person__user__username="kari").earliest("pk")


def test_an_event_is_seen_by_whoever_sees_what_it_is_about(karis):
    assert who_sees(tell(karis.about), "kari per siri idar jonas ola gro") == "kari per siri idar"


def test_it_is_seen_behind_as_many_walls_as_what_it_is_about_stands_behind(karis):
    """A statement is behind its application; a letter about a decision about it is seen with it."""
    decision = Decision.objects.filter(about=karis.about).first()

    assert who_sees(tell(decision.key), "kari siri jonas ola") == "kari siri"


def test_what_is_about_a_person_is_seen_by_herself(world):
    for about in (f"person:{user('kari').person.pk}", f"qualifications:{user('kari').person.pk}"):
        assert who_sees(tell(about), "kari per siri jonas") == "kari"


def test_a_principal_reads_what_is_told_of_the_qualifications_of_those_who_work_for_her(world):
    """With a reason: where somebody works now, no key of the event says."""
    kari, viewer = user("kari").person, viewer_of(user("per"), day=today())
    told = tell(f"qualifications:{kari.pk}")

    with on_behalf_of("per"):
        assert [line.event.pk for line in staff.history_of_person(viewer=viewer, person=kari)] == [told]


def test_whoever_did_it_sees_it(karis):
    assert who_sees(tell(karis.about, by=user("ola")), "ola gro") == "ola"
    assert who_sees(tell("nobody_knows:1", by=user("ola")), "ola gro idar") == "ola"


@pytest.mark.parametrize("text", ["budget:%s", "needs_assumption:%s", "frame:1:%s", "round:1:owner:%s", "grant:1:%s"])
def test_what_names_an_owner_is_seen_by_who_acts_for_it(world, text):
    owner = Organisation.objects.get(name="Storby kommune")

    assert who_sees(tell(text % owner.pk), "ola siri kari idar") == "ola"


def test_what_names_a_school_is_seen_by_who_leads_it(world):
    schools = viewer_of(user("per"), day=today()).leads_schools

    assert who_sees(tell(f"timetable:{min(schools)}"), "per ola kari") == "per"


def test_what_stands_open_is_seen_with_its_history(world):
    assert who_sees(tell("round:1"), "kari ola idar") == "kari ola idar"


@pytest.mark.parametrize(
    "text", ["nobody_knows:1", "round:1:2", "application:1:2", "application:", "", "application:x"]
)
def test_a_text_that_is_not_known_opens_the_event_to_nobody(world, text):
    assert who_sees(tell(text), "kari siri ola idar tor") == ""


def test_who_says_nothing_sees_only_the_history_of_what_stands_open(world):
    with reading_as(lambda: NOBODY):
        seen = {shape_of(one) for one in Event.objects.values_list("about", flat=True)}
    assert len(seen) > 20
    assert {all_named()[one] for one in seen} & set(all_walls()) == set()


def test_the_links_stand_open_and_tell_nothing_of_what_happened(karis):
    """Whoever joins them to the events finds her own."""
    event = tell(karis.about)
    link_history(at=now())

    with on_behalf_of("ola"):
        assert HistoryLink.objects.filter(event=event).exists()
        assert not HistoryLink.objects.filter(event=event, event__verb="told_of").exists()


def test_the_chain_is_added_to_and_whole_whoever_s_request_it_happens_in(karis):
    with on_behalf_of("jonas"):
        hidden = tell(karis.about)  # a service, which goes behind the wall
        link_history(at=now())
        assert not Event.objects.filter(pk=hidden).exists()
    assert HistoryLink.objects.filter(event=hidden).exists()
    assert Event.objects.filter(link=None).count() == 0
    assert list(broken_history()) == []


def test_the_history_of_what_she_has_found_is_read_without_asking_again_and_other_walls_stand(karis):
    hidden = tell(karis.about)
    with on_behalf_of("jonas"):
        before = set(Application.objects.values_list("pk", flat=True))
        with reading_history("a test"):
            assert Event.objects.filter(pk=hidden).exists()
            assert set(Application.objects.values_list("pk", flat=True)) == before
        assert not Event.objects.filter(pk=hidden).exists()


def test_nobody_is_let_in_to_the_history_by_a_reason(karis):
    hidden = tell(karis.about)
    with reading_as(lambda: NOBODY), reading_history("a test"):
        assert not Event.objects.filter(pk=hidden).exists()


def test_why_the_history_is_read_is_always_said():
    with pytest.raises(ValueError, match="say why"), reading_history(""):
        pass


@pytest.fixture
def happened(karis):
    """Something that the story tells of Kari's application."""
    return Event.objects.filter(about=karis.about).latest("pk").pk


def test_the_wall_waits_until_no_older_version_serves_where_something_has_happened_already(happened):
    """An upgrade raises it last, and the way back lowers it first; in between each version reads as it is used to."""
    call_command("raise_walls", lower=True)
    assert (raise_walls(), late_walls()) == (0, {"casework.Event"})
    assert who_sees(happened, "kari jonas ola") == "kari jonas ola"
    assert [one.id for one in check_walls(["default"])] == ["pafyll.W004"]

    call_command("raise_walls")
    assert late_walls() == set()
    assert who_sees(happened, "kari jonas ola") == "kari"
    assert (raise_walls(), raise_walls(late=True), list(check_walls(["default"]))) == (0, 0, [])


def test_a_wall_that_stands_is_kept_as_the_list_says_without_waiting(happened):
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON POLICY pafyll_wall ON casework_event IS 'as it was'")
    assert raise_walls() == 4


MORE = f"""
    INSERT INTO casework_event (about, key, verb, before, after, why, facts, at, author, correlation, seal)
    SELECT 'application:' || (1000000 + n / {FEW}), gen_random_uuid(), '', '', '', '', '{{}}', now(), '', '', ''
    FROM generate_series(1, {MANY}) n
"""


@pytest.fixture
def much_has_happened(karis):
    """Far more than a page: 30 000 events about others' applications."""
    for _ in range(FEW):
        tell(karis.about)
    with connection.cursor() as cursor:
        cursor.execute(MORE)
        cursor.execute("ANALYZE casework_event")


def steps(rows):
    """Every step of the server's plan that reads the history: what kind it is, and how many rows it threw away."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        waiting, found = [cursor.fetchone()[0][0]["Plan"]], []
    while waiting:
        one = waiting.pop()
        waiting += one.get("Plans", [])
        if one.get("Relation Name") == "casework_event":
            found.append((one["Node Type"], one.get("Rows Removed by Filter", 0)))
    return found


def pages(karis):
    """The ways in which pages and the API ask."""
    about = Event.objects.filter(about=karis.about)
    yield about.select_related("by").order_by("-at", "-pk")
    yield about.filter(verb="told_of")
    yield about.filter(facts__what="x")
    yield Event.objects.filter(about__in=[karis.about, "round:1", "offer:1"]).order_by("at", "pk")
    yield changed_of(Application.objects.all(), kind="application", made="submitted_at").order_by("changed", "pk")
    terms = {"term": ParticipationTerm.objects.filter(participation=OuterRef("pk"))}
    yield changed_of(Participation.objects.all(), kind="participation", made="application__submitted_at", parts=terms)


def test_an_index_is_searched_behind_the_wall_as_without_it(karis, much_has_happened):
    with on_behalf_of("siri"):
        found = [step for rows in pages(karis) for step in steps(rows)]
    assert len(found) >= len(list(pages(karis)))
    assert {re.sub(" .*", "", kind) for kind, _thrown in found} <= {"Index", "Bitmap"}
    assert max(thrown for _kind, thrown in found) < 50
