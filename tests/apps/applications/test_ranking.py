"""The owner's list: saved whole, never overwritten unseen, sent when it is complete."""

from __future__ import annotations

from typing import Any

import pytest

from pafyll.apps.applications.models import RankingEntry
from pafyll.apps.applications.services.ranking import reopen_ranking, save_ranking, submit_ranking
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.integrations.clock import now
from tests.apps.applications.two_editors import ONE_WINS, make_office, race
from tests.factories import ApplicationFactory, PersonFactory, RoleGrantFactory
from tests.races import is_in_memory, on_a_file


@pytest.fixture
def office(db: None, clock: Any) -> Any:
    """A municipality with an officer, a decider and three approved applications, in the owners' window."""
    return make_office()


def test_a_saved_list_has_a_version_a_history_and_an_event(office):
    office.save(2, 0, version=0)

    assert office.order() == [2, 0]
    assert list(office.ranking.history.values_list("number", flat=True)) == [1]
    assert Event.objects.filter(about=office.ranking.about, verb="saved").count() == 1


def test_the_second_editor_does_not_win_over_a_list_that_was_not_read(office):
    office.save(0, 1, 2, version=0)

    with pytest.raises(AlreadyChanged):
        office.save(2, 1, 0, version=0, by=office.decider)

    assert office.order() == [0, 1, 2]


def test_the_same_list_saved_again_is_no_new_version(office):
    office.save(0, 1, version=0)
    office.save(0, 1, version=1)

    assert office.ranking.history.count() == 1


def test_the_same_list_from_an_old_version_is_still_a_conflict(office):
    office.save(0, 1, version=0)

    with pytest.raises(AlreadyChanged):
        office.save(0, 1, version=0)


def test_only_approved_applications_of_the_owner_may_stand_in_the_list_and_only_once(office):
    foreign = ApplicationFactory(approved=True, round=office.round)

    for order in ([foreign.pk], [office.keys[0], office.keys[0]]):
        with pytest.raises(Refusal) as refused:
            save_ranking(ranking=office.ranking, order=order, read_version=0, by=office.officer, at=now())
        assert refused.value.answer.code in {"not_approved", "listed_twice"}


def test_another_owners_officer_may_not_rank(office):
    ola = RoleGrantFactory(owner_officer=True).person.user

    with pytest.raises(Refusal) as refused:
        office.save(0, version=0, by=ola)

    assert refused.value.answer.code == "not_your_owner"


def test_an_officer_with_an_application_of_her_own_may_not_rank(office):
    person = PersonFactory()
    RoleGrantFactory(owner_officer=True, organisation=office.owner, person=person)
    ApplicationFactory(approved=True, round=office.round, person=person, school__parent=office.owner)

    with pytest.raises(Refusal) as refused:
        office.save(0, version=0, by=person.user)

    assert refused.value.answer.law == "fvl. § 6"


def test_a_list_with_undecided_or_unplaced_applications_is_not_sent(office):
    office.save(0, 1, version=0)
    with pytest.raises(Refusal) as refused:
        submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())
    assert (refused.value.answer.code, refused.value.answer.facts["count"]) == ("unplaced_left", 1)

    ApplicationFactory(stated=True, round=office.round, school__parent=office.owner)
    with pytest.raises(Refusal) as refused:
        submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())
    assert refused.value.answer.code == "undecided_left"


def test_a_sent_list_makes_every_application_ranked_and_is_locked(office):
    office.save(1, 2, 0, version=0)
    submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())

    statuses = {entry.application.status for entry in RankingEntry.objects.filter(ranking=office.ranking)}
    assert statuses == {ApplicationStatus.RANKED}
    with pytest.raises(Refusal) as refused:
        office.save(0, 1, 2, version=1)
    assert refused.value.answer.code == "ranking_submitted"


def test_a_list_that_changed_after_the_preview_is_not_sent(office):
    office.save(0, 1, 2, version=0)
    office.save(2, 1, 0, version=1, by=office.decider)

    with pytest.raises(AlreadyChanged):
        submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())


def test_someone_who_withdraws_leaves_no_hole_in_the_list_that_is_sent(office):
    office.save(0, 1, 2, version=0)
    entry = RankingEntry.objects.get(application=office.keys[1])
    type(entry.application).objects.filter(pk=entry.application_id).update(status=ApplicationStatus.WITHDRAWN)

    submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())

    places = RankingEntry.objects.filter(ranking=office.ranking).values_list("application_id", "position")
    assert list(places) == [(office.keys[0], 1), (office.keys[2], 2)]


def test_a_sent_list_is_opened_again_by_the_decider_with_a_reason_only(office):
    office.save(0, 1, 2, version=0)
    submit_ranking(ranking=office.ranking, read_version=1, by=office.officer, at=now())

    for by, reason, code in ((office.officer, "Feil", "not_decider"), (office.decider, " ", "reason_missing")):
        with pytest.raises(Refusal) as refused:
            reopen_ranking(ranking=office.ranking, reason=reason, by=by, at=now())
        assert refused.value.answer.code == code

    reopen_ranking(ranking=office.ranking, reason="Ny opplysning om vikar", by=office.decider, at=now())
    office.save(2, 1, 0, version=1)
    assert office.order() == [2, 1, 0]
    assert Event.objects.filter(about=office.ranking.about, verb="open", why="Ny opplysning om vikar").exists()


def test_nothing_is_changed_sent_or_opened_after_the_deadline(office, clock):
    office.save(0, 1, 2, version=0)
    clock.move_to("2026-03-15 23:59")
    office.save(1, 0, 2, version=1)
    clock.move_to("2026-03-16 00:00")

    with pytest.raises(Refusal) as refused:
        office.save(0, 1, 2, version=2)
    assert refused.value.answer.code == "owners_closed"
    with pytest.raises(Refusal):
        submit_ranking(ranking=office.ranking, read_version=2, by=office.officer, at=now())


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_moment_one_wins_and_the_other_is_told(clock):
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: the test below uses a file")

    assert race(make_office()) == ONE_WINS


def test_of_two_editors_on_a_sqlite_file_one_wins_and_the_other_is_told(tmp_path):
    ended = on_a_file("tests.apps.applications.two_editors", tmp_path)

    assert ended.returncode == 0, ended.stdout + ended.stderr
