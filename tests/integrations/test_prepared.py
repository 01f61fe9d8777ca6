"""A prepared question answers as the queryset that it was written from, each time anew."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models import BigIntegerField, DateTimeField
from django.test.utils import CaptureQueriesContext

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Round
from pafyll.apps.organisations.models import Employment
from pafyll.integrations.prepared import Prepared, PreparedForMany, Slot
from tests.factories import EmploymentFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db

CLOSES_AFTER = Prepared(lambda: Round.objects.filter(teacher_closes_at__gt=Slot("at", DateTimeField())).order_by("pk"))
NAMED = Prepared(lambda: User.objects.filter(pk=Slot("pk", BigIntegerField())).values_list("username", flat=True)[:1])
WORKING = PreparedForMany(
    lambda keys: Employment.objects.filter(person__id__in=keys).select_related("workplace").order_by("pk"),
    BigIntegerField(),
)


def test_a_moment_is_compared_as_the_database_keeps_it() -> None:
    round = RoundFactory()
    moment = round.teacher_closes_at

    assert CLOSES_AFTER.ask(at=moment - timedelta(seconds=1)) == [round]
    assert CLOSES_AFTER.ask(at=moment) == []


def test_each_question_has_its_own_values_and_the_rows_of_now() -> None:
    kari, per = UserFactory(username="kari"), UserFactory(username="per")

    assert (NAMED.first(pk=kari.pk), NAMED.first(pk=per.pk)) == ("kari", "per")
    User.objects.filter(pk=kari.pk).update(username="kari2")
    assert NAMED.first(pk=kari.pk) == "kari2"
    assert NAMED.first(pk=0) is None


def test_a_value_that_is_left_out_is_a_fault() -> None:
    with pytest.raises(KeyError, match="pk"):
        NAMED.ask()


@pytest.mark.parametrize("number", [0, 1, 2, 8, 9, 70])
def test_many_keys_are_one_question_with_the_rows_of_just_those(number: int) -> None:
    rows = EmploymentFactory.create_batch(number + 1)[:number]

    with CaptureQueriesContext(connection) as asked:
        found = WORKING.ask([row.person_id for row in rows])
        assert [one.workplace.name for one in found] == [row.workplace.name for row in rows]

    assert found == rows
    assert len(asked) == (1 if number else 0)


@pytest.mark.django_db(transaction=True)
def test_two_threads_do_not_fill_in_each_others_slots() -> None:
    users = UserFactory.create_batch(2)
    wrong: list[str] = []

    def ask(user: User) -> None:
        wrong.extend(name for _ in range(200) if (name := NAMED.first(pk=user.pk)) != user.username)
        connection.close()

    threads = [Thread(target=ask, args=[user]) for user in users]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)

    assert not wrong
