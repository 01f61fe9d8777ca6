"""Two who press at the same moment: on PostgreSQL, where both would get through without a lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.services.applying import start_application
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.results_mail import tell_results, told_so_far
from pafyll.apps.applications.services.rounds import withdraw_announcement
from pafyll.apps.casework.frozen import HISTORY
from pafyll.apps.casework.models import Event
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import now
from tests.apps.applications.fjordvik import Fjordvik, fjordvik, user
from tests.apps.applications.test_allocating import APRIL, ada, idar, reviewed, round, run
from tests.factories import RoleGrantFactory
from tests.races import DONE, at_once, overlapping

__all__ = ["ada", "idar", "reviewed", "round", "run"]  # fixtures
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


class SlowPost(EmailBackend):
    """Takes its time, so that two who send at once are at it together."""

    def send_messages(self, messages: Any) -> int:
        time.sleep(0.1)
        return super().send_messages(messages)


@pytest.fixture
def place(transactional_db: None, clock: Any) -> Fjordvik:
    clock.move_to("2026-02-20")
    return fjordvik()


@pytest.fixture
def withdraw(place: Fjordvik) -> Callable[[], Any]:
    by = RoleGrantFactory(directorate_officer=True).person.user
    announced = Round.objects.get(pk=place.round.pk)
    return lambda: withdraw_announcement(round=announced, by=by, at=now(), why="Feil dato")


@pytest.fixture
def start(place: Fjordvik) -> Callable[[], Any]:
    announced, kari = Round.objects.get(pk=place.round.pk), place.kari
    return lambda: start_application(round=announced, person=kari, by=user(kari), at=now(), offer=place.maths)


def test_kari_who_begins_while_the_announcement_is_withdrawn_is_told_so(place, withdraw, start):
    assert overlapping(withdraw, start) == ["done", "already_changed"]
    assert not Application.objects.exists()


def test_an_announcement_is_not_withdrawn_under_kari_who_has_just_begun(place, withdraw, start):
    assert overlapping(start, withdraw) == ["done", "applications_begun"]
    assert Round.objects.get().status == RoundStatus.OPEN


def test_two_who_tell_at_once_send_each_letter_once(reviewed, idar, settings):
    decide_run(run=reviewed, by=idar, at=APRIL)
    _forget_what_was_told(reviewed)
    settings.EMAIL_BACKEND = "tests.apps.applications.test_at_the_same_moment.SlowPost"

    ended = at_once(*[lambda: tell_results(run=reviewed, by=idar, at=APRIL)] * 2)

    letters = [(message.to[0], message.subject) for message in mail.outbox]
    assert ended == [DONE, DONE]
    assert len(letters) == len(set(letters)) > 0
    assert told_so_far(reviewed) == reviewed.results.count()


def _forget_what_was_told(run: Any) -> None:
    """Deciding mails at once; here nobody has been told yet."""
    with HISTORY.emptying():
        Event.objects.filter(about=run.about, verb__in=["told", "told_owners"]).delete()
    mail.outbox.clear()
