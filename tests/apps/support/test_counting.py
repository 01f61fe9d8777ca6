"""Faults in forms are counted: which question and which fault, never what was written or by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.support.models import FormFault
from pafyll.apps.support.queries.faults import by_week, faults_since, most_frequent
from pafyll.apps.support.services.counting import Fault, count_faults
from tests.apps.support.reorganised import country, town
from tests.factories.base import TODAY

pytestmark = pytest.mark.django_db
EMPTY = Fault("a.Form", "name", "required")


def seen_by(user):
    return viewer_of(user, day=TODAY)


def test_the_same_fault_is_counted_for_each_answer():
    for _time in range(3):
        count_faults(page="teacher:step", faults=[EMPTY, EMPTY], day=TODAY)

    assert FormFault.objects.get().count == 3


def test_a_key_in_a_questions_name_is_not_kept():
    count_faults(page="support:share_out", faults=[Fault("a.Form", "person-17", "required")], day=TODAY)

    assert FormFault.objects.get().field == "person-#"


def test_the_most_frequent_come_first_and_weeks_without_any_are_there():
    land = country()
    last_week = TODAY - timedelta(weeks=2)
    count_faults(page="teacher:step", faults=[EMPTY], day=last_week)
    for _time in range(2):
        count_faults(page="owner:rank", faults=[Fault("b.Form", "", "other")], day=TODAY)
    rows = faults_since(viewer=seen_by(land.selma), first=last_week)

    assert [(one.page, one.count) for one in most_frequent(rows)] == [("owner:rank", 2), ("teacher:step", 1)]
    assert [count for _week, count in by_week(rows, first=last_week, last=TODAY)] == [1, 0, 2]
    assert not faults_since(viewer=seen_by(land.selma), first=last_week, desk="school").exists()


def test_only_those_who_help_see_it():
    land = country()
    count_faults(page="teacher:step", faults=[EMPTY], day=TODAY)

    assert not faults_since(viewer=seen_by(town(land).decider.user), first=TODAY).exists()
