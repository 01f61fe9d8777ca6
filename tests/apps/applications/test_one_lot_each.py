"""The draw is worked out from the announced text and the application's number, so nobody gets two numbers."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.applying import start_application
from pafyll.apps.applications.services.withdrawing import withdraw_application
from tests.apps.applications.fjordvik import IN_WINDOW, Fjordvik, fjordvik, user
from tests.factories import ApplicationFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock) -> Fjordvik:
    clock.move_to("2026-02-20")
    return fjordvik()


def started_again(town: Fjordvik) -> Application:
    """Kari withdraws what she has, and starts anew."""
    live = Application.objects.exclude(status="withdrawn").get(person=town.kari)
    withdraw_application(application=live, reason="Prøver igjen", by=user(town.kari), at=IN_WINDOW)
    return start_application(round=town.round, person=town.kari, by=user(town.kari), at=IN_WINDOW)


def test_kari_does_not_draw_again_by_withdrawing_and_starting_anew(town):
    number = town.draft().number

    assert {started_again(town).number for _ in range(3)} == {number}


def test_the_withdrawn_ones_are_told_apart_by_an_ending(town):
    number = town.sent().number

    started_again(town)
    started_again(town)

    withdrawn = Application.objects.filter(status="withdrawn").order_by("pk")
    assert [one.number for one in withdrawn] == [f"{number}-T1", f"{number}-T2"]


def test_the_next_teacher_gets_the_next_number_all_the_same(town):
    ApplicationFactory(round=town.round, number="2026-00041")
    assert town.draft().number == "2026-00042"
    started_again(town)
    RoleGrantFactory(person=town.per, teacher=True, organisation=town.school)

    made = start_application(round=town.round, person=town.per, by=user(town.per), at=IN_WINDOW)

    assert made.number == "2026-00043"
