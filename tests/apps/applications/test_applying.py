"""A teacher starts, saves, sends, changes and withdraws an application."""

from __future__ import annotations

from typing import Any

import pytest

from pafyll.apps.applications.models import Application, ApplicationVersion
from pafyll.apps.applications.services.applying import discard_changes, start_application, submit_application
from pafyll.apps.applications.services.receipts import is_untouched
from pafyll.apps.applications.services.stating import give_statement
from pafyll.apps.applications.services.withdrawing import withdraw_application
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from tests.apps.applications.fjordvik import IN_WINDOW, LAST_MINUTE, TOO_LATE, Fjordvik, fjordvik, user, write
from tests.factories import ApplicationFactory, EmploymentFactory, OrganisationFactory, RankingEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Fjordvik:
    return fjordvik()


def send(application: Application, at: Any = IN_WINDOW) -> ApplicationVersion:
    return submit_application(application=application, version=application.version, by=user(application.person), at=at)


def test_a_draft_belongs_to_the_school_where_the_teacher_works_most(town):
    small = OrganisationFactory(name="Liten skole")
    EmploymentFactory(person=town.kari, workplace=small, position_percent=20)

    application = town.draft()

    assert application.school == town.school
    assert application.owner == town.school.parent
    assert application.offer_1 == town.maths
    assert application.number.startswith("2026-")


def test_starting_twice_gives_the_same_application(town):
    assert town.draft() == town.draft()


def test_two_teachers_get_different_numbers(town):
    ApplicationFactory(round=town.round, number="2026-00041")

    assert town.draft().number == "2026-00042"


def test_nobody_starts_before_the_round_opens_or_after_the_deadline(town):
    for at, code in ((town.round.opens_at.replace(year=2025), "not_open_yet"), (TOO_LATE, "deadline_passed")):
        with pytest.raises(Refusal) as no:
            start_application(round=town.round, person=town.kari, by=user(town.kari), at=at)
        assert no.value.answer.code == code


def test_what_is_typed_is_saved_and_a_stale_window_is_told(town):
    application = town.draft()
    stale = Application.objects.get(pk=application.pk)

    write(application, motivation="Først")

    with pytest.raises(AlreadyChanged):
        write(stale, motivation="Fra et annet vindu")
    assert Application.objects.get().motivation == "Først"


def test_saving_what_is_already_saved_changes_nothing(town):
    application = write(town.draft(), motivation="Det samme")
    late = Application.objects.get(pk=application.pk)

    write(application, motivation="Det samme")

    assert write(late, travel_1=100).travel_1 == 100


def test_an_incomplete_application_is_not_sent(town):
    application = town.draft()

    with pytest.raises(Refusal) as no:
        send(application)

    assert no.value.answer.code == "no_scheme"
    assert Application.objects.get().status == "draft"


def test_sending_gives_a_version_with_a_fingerprint_and_the_known_facts(town):
    application = town.sent()
    version = application.versions.get()

    assert application.status == "submitted"
    assert application.lacks_credits
    assert version.number == 1
    assert version.changes == []
    assert is_untouched(version)
    assert version.content["known_facts"]["subjects"][0]["verdict"] == "lacks"
    assert version.content["known_facts"]["employments"][0]["source"]


def test_a_tampered_version_is_found_out(town):
    version = town.sent().versions.get()
    version.content["choices"]["motivation"] = "Noe annet"

    assert not is_untouched(version)


def test_sending_the_same_again_gives_the_version_that_stands(town):
    application = town.sent()

    assert send(application).number == 1
    assert application.versions.count() == 1


def test_changes_that_are_never_sent_do_not_touch_what_was_sent(town):
    application = town.sent()

    write(application, offer_1=town.english.pk, motivation="Jeg ombestemte meg, men sendte aldri")

    kept = Application.objects.get()
    assert kept.status == "submitted"
    assert kept.offer_1 == town.maths
    assert kept.unsent_changes["offer_1"] == town.english.pk


def test_a_new_version_says_what_changed(town):
    application = town.sent()
    write(application, offer_1=town.english.pk)

    version = send(application, at=LAST_MINUTE)

    assert version.number == 2
    assert [change["field"] for change in version.changes] == ["offer_1"]
    assert "Matematikk 1" in version.changes[0]["before"]
    assert "Engelsk 1" in version.changes[0]["after"]
    kept = Application.objects.get()
    assert (kept.offer_1, kept.unsent_changes, kept.lacks_credits) == (town.english, None, False)


def test_changing_back_leaves_nothing_unsent(town):
    application = town.sent()
    write(application, travel_1=500)
    write(application, travel_1=0)

    assert Application.objects.get().unsent_changes is None


def test_unsent_changes_can_be_put_away(town):
    application = town.sent()
    write(application, motivation="Nei, forresten")

    discard_changes(application=application, version=application.version, by=user(town.kari), at=IN_WINDOW)

    assert Application.objects.get().unsent_changes is None


def test_the_last_second_of_the_last_day_counts_and_the_next_does_not(town):
    application = town.sent(at=LAST_MINUTE)

    with pytest.raises(Refusal) as no:
        write(application, at=TOO_LATE, motivation="For sent")

    assert no.value.answer.code == "deadline_passed"


def test_a_new_version_after_the_statement_goes_back_to_the_principal(town):
    application = town.sent()
    give_statement(application=application, supports=True, reason="", by=user(town.per), at=IN_WINDOW)
    write(application, motivation="Ny begrunnelse")

    send(application, at=LAST_MINUTE)

    assert Application.objects.get().status == "submitted"
    assert application.statement.supports


def test_the_receipt_and_the_word_to_the_principal_go_out_when_it_is_saved(
    town, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        application = town.sent()

    receipt, wanted = mailoutbox
    assert receipt.to == [town.kari.email]
    assert application.number in receipt.subject
    assert application.versions.get().content_hash in receipt.body
    assert "1. mars 2026" in receipt.body.replace("\xa0", " ")
    assert "Matematikk 1" in receipt.body
    assert wanted.to == [town.per.email]


def test_nobody_sends_for_someone_else(town):
    application = town.sent()

    with pytest.raises(Refusal) as no:
        submit_application(application=application, version=application.version, by=user(town.per), at=IN_WINDOW)

    assert no.value.answer.code == "not_your_application"


def test_a_withdrawn_application_keeps_its_reason_and_makes_room_for_a_new_one(town):
    application = town.sent()

    withdraw_application(application=application, reason="Ny jobb", by=user(town.kari), at=IN_WINDOW)

    assert Application.objects.get().status == "withdrawn"
    assert Event.objects.get(about=application.about, after="withdrawn").why == "Ny jobb"
    assert town.draft().pk != application.pk


def test_withdrawing_closes_the_gap_in_the_owners_list(town):
    entries = [RankingEntryFactory(application__round=town.round, application__owner=town.school.parent) for _ in "123"]
    mine = entries[1].application
    mine.person = town.kari
    mine.save()

    withdraw_application(application=mine, reason="Syk", by=user(town.kari), at=TOO_LATE)

    left = entries[0].ranking.entries.values_list("application_id", "position")
    assert list(left) == [(entries[0].application_id, 1), (entries[2].application_id, 2)]


@pytest.mark.parametrize("status", ["granted", "refused", "withdrawn", "lapsed"])
def test_what_is_decided_cannot_be_withdrawn_here(town, status):
    application = ApplicationFactory(**{status: True}, person=town.kari)

    with pytest.raises(Refusal) as no:
        withdraw_application(application=application, reason="", by=user(town.kari), at=TOO_LATE)

    assert no.value.answer.code == "already_decided"
