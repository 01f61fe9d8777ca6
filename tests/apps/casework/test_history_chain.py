"""The history shows if a row is altered, gone or put in from outside, whoever asks the database to do it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from pafyll.apps.casework.acting import Author, acting
from pafyll.apps.casework.frozen import HISTORY
from pafyll.apps.casework.models import Event, HistoryHead, HistoryLink
from pafyll.apps.casework.queries.chain import KnownHead, broken_history
from pafyll.apps.casework.sealing_events import seal_of, sealed
from pafyll.apps.casework.services.linking import link_history
from pafyll.apps.casework.services.recording import record, record_all
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def chain(db):
    """Five events about Kari's application, linked."""
    kari = UserFactory(username="kari")
    for number in range(5):
        record(about="application:1", verb="submitted", by=kari, at=AT, why=f"grunn {number}", credits=30, share=0.25)
    return link_history(at=AT)


def by_sql(*statements: str) -> None:
    """What somebody does who has the database's own password, and takes the triggers away first."""
    with HISTORY.emptying(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def event(number: int) -> int:
    return HistoryLink.objects.get(number=number).event_id


def test_a_whole_history_is_whole_whatever_its_facts_hold(chain):
    record(
        about="round:1", verb="x", by=None, at=AT, many=[1, 2.50, None, True], deep={1: (1, "æ")}, big=10**22, f=1e22
    )
    link_history(at=AT)

    assert list(broken_history()) == []
    assert HistoryHead.objects.get().number == 6


@pytest.mark.parametrize(
    "column",
    ["about = 'application:2'", "why = 'en annen grunn'", "verb = 'granted'", "by_id = NULL", "author = 'api'"],
)
def test_an_altered_event_is_found(chain, column):
    key = event(3)
    by_sql(f"UPDATE casework_event SET {column} WHERE id = {key}")

    [said] = broken_history()
    assert said.startswith(f"event {key} ")
    assert "altered" in said


def test_an_event_moved_in_time_is_found(chain):
    key = event(2)
    by_sql(f"UPDATE casework_event SET at = '2026-03-09 12:00:00+00:00' WHERE id = {key}")

    assert any(f"event {key} " in said for said in broken_history())


def test_an_altered_event_with_a_seal_from_another_key_is_found(chain, settings):
    key = event(3)
    by_sql(f"UPDATE casework_event SET why = 'x' WHERE id = {key}")
    settings.FIND_KEY = "a key that somebody without the real one has"
    seal = seal_of(Event.objects.get(pk=key))
    settings.FIND_KEY = "only-for-a-demonstration-or-a-test"
    by_sql(f"UPDATE casework_event SET seal = '{seal}' WHERE id = {key}")

    assert any("altered" in said for said in broken_history())


OLD, NEW = "o" * 40, "n" * 40


def test_history_sealed_with_the_key_that_finds_numbers_is_whole_with_a_key_of_its_own(chain, settings):
    settings.HISTORY_KEYS = [OLD]
    record(about="application:1", verb="granted", by=None, at=AT)
    link_history(at=AT)
    assert list(broken_history()) == []

    settings.HISTORY_KEYS = [NEW, OLD]  # put first: the old one still verifies
    record(about="application:1", verb="confirmed", by=None, at=AT)
    assert link_history(at=AT).number == 7
    assert list(broken_history()) == []

    settings.HISTORY_KEYS = [NEW]  # taken away: what it sealed can no longer be told from what somebody has put in
    assert [said for said in broken_history() if "link 6" in said] == ["link 6: altered"]


def test_an_altered_event_is_found_after_a_key_is_put_first_and_so_is_one_sealed_with_an_unknown_key(chain, settings):
    settings.HISTORY_KEYS = [NEW, OLD]
    key = event(3)
    by_sql(f"UPDATE casework_event SET why = 'x' WHERE id = {key}")
    assert any("altered" in said for said in broken_history())

    settings.HISTORY_KEYS = ["s" * 40]
    seal = seal_of(Event.objects.get(pk=key))
    settings.HISTORY_KEYS = [NEW, OLD]
    by_sql(f"UPDATE casework_event SET seal = '{seal}' WHERE id = {key}")
    assert any("altered" in said for said in broken_history())


def test_who_has_a_key_that_was_put_away_cannot_add_to_the_end(chain, settings):
    settings.HISTORY_KEYS = [NEW, OLD]
    record(about="application:1", verb="granted", by=None, at=AT)
    link_history(at=AT)

    settings.HISTORY_KEYS = [OLD]  # what the thief seals and links with
    record(about="application:1", verb="x", by=None, at=AT)
    link_history(at=AT)
    settings.HISTORY_KEYS = [NEW, OLD]

    assert list(broken_history()) == ["link 7: made with a key that was put away before it"]


def test_a_removed_event_is_found_though_its_link_is_removed_too(chain):
    key = event(3)
    by_sql("DELETE FROM casework_historylink WHERE number = 3", f"DELETE FROM casework_event WHERE id = {key}")

    assert list(broken_history())[:2] == ["link 3: gone, with its event", "link 4: does not hang on the one before it"]


def test_the_last_events_removed_are_found_and_also_when_the_head_is_set_back_by_one_who_knows_the_earlier(chain):
    known = KnownHead(chain.number, chain.hash)
    before = HistoryLink.objects.get(number=4).hash
    key = event(5)
    by_sql("DELETE FROM casework_historylink WHERE number = 5", f"DELETE FROM casework_event WHERE id = {key}")
    assert list(broken_history()) == ["the end: the chain should end in link 5, and ends in 4"]

    HistoryHead.objects.update(number=4, hash=before)
    assert list(broken_history()) == []
    assert list(broken_history(known=[known])) == ["link 5: gone, it was written down outside"]


def test_an_event_put_in_from_outside_is_found_before_and_after_it_is_linked(chain):
    stranger = {"about": "application:1", "verb": "granted", "at": AT, "key": uuid.uuid4(), "seal": "a" * 64}
    made = Event.objects.create(**stranger)
    assert list(broken_history()) == [f"event {made.pk} (application:1): not written by Påfyll"]

    link_history(at=AT)
    assert any(f"event {made.pk} " in said for said in broken_history())


def test_a_copy_of_an_event_cannot_be_put_in(chain):
    copy = Event.objects.get(pk=event(1))
    copy.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_link_that_is_written_anew_is_found(chain):
    by_sql("UPDATE casework_historylink SET previous = hash WHERE number = 3")

    assert list(broken_history()) == ["link 3: does not hang on the one before it", "link 3: altered"]


@pytest.mark.parametrize("table", ["casework_event", "casework_historylink"])
@pytest.mark.parametrize("asked", ["UPDATE {} SET {} = ''", "DELETE FROM {}"])
def test_the_database_refuses_to_change_history(chain, table, asked):
    column = "why" if table == "casework_event" else "hash"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked.format(table, column))


def test_linking_again_adds_nothing_and_new_events_come_after(chain):
    assert link_history(at=AT).number == 5
    record_all(["round:1", "round:2"], verb="open", by=None, at=AT, before="", after="open")

    assert link_history(at=AT).number == 7
    assert list(broken_history()) == []


def test_an_event_that_was_under_way_when_a_batch_was_linked_comes_in_the_next(chain):
    told = {"about": "application:1", "verb": "granted", "at": AT}
    sealed(Event(pk=1000, **told)).save(force_insert=True)
    assert link_history(at=AT).number == 6

    sealed(Event(pk=990, **told)).save(force_insert=True)  # began before it, was saved after
    assert link_history(at=AT).number == 7
    sealed(Event(pk=900_000, **told)).save(force_insert=True)
    link_history(at=AT)
    sealed(Event(pk=2000, **told)).save(force_insert=True)  # long after
    assert link_history(at=AT).number == 9
    assert list(broken_history()) == []


def test_it_is_said_what_kind_of_author_wrote_and_what_belongs_together():
    kari = UserFactory(username="kari")
    with acting(Author.BATCH, "job:7"):
        first = record(about="a:1", verb="x", by=kari, at=AT)
        second = record(about="a:2", verb="x", by=None, at=AT)
    third, fourth = (record(about="a:3", verb="x", by=one, at=AT) for one in (kari, None))

    assert [(one.author, one.correlation) for one in (first, second)] == [("batch", "job:7")] * 2
    assert [one.author for one in (third, fourth)] == ["person", "system"]


def test_the_commands_tell_the_head_and_stop_on_a_fault(chain, capsys, settings, tmp_path):
    settings.HISTORY_HEADS = str(tmp_path / "heads.txt")
    call_command("link_history")
    call_command("verify_history", head=[str(chain)])
    assert f"The history is whole: {chain}" in capsys.readouterr().out

    for head in ["nonsense", f"99:{'a' * 64}"]:
        with pytest.raises(CommandError):
            call_command("verify_history", head=[head])
    by_sql(f"UPDATE casework_event SET why = 'x' WHERE id = {event(1)}")
    with pytest.raises(CommandError):
        call_command("verify_history")
    with pytest.raises(CommandError):
        call_command("verify")
