"""The owner's own system reads applications, and lays the list anew over the one that it read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pafyll.apps.applications.models import Ranking, RankingEntry
from tests.api.calling import PROBLEM, call
from tests.apps.applications.two_editors import make_office
from tests.factories import ApplicationFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(clock) -> Any:
    return make_office()


@pytest.fixture
def siri(office) -> Client:
    client = Client()
    client.force_login(office.officer)
    return client


@pytest.fixture
def where(office) -> tuple[int, str]:
    return office.round.study_year, office.ranking.owner.number


@pytest.fixture
def numbers(office) -> list[str]:
    from pafyll.apps.applications.models import Application

    found = dict(Application.objects.values_list("pk", "number"))
    return [found[key] for key in office.keys]


def put(client: Client, where: tuple[int, str], numbers: list[str], etag: str = '"0"') -> Any:
    headers = {"If-Match": etag}
    return call(client, "put", "ranking", *where, body={"applications": numbers}, headers=headers)


def test_the_list_is_read_with_an_etag_and_who_has_no_place(siri, where, numbers):
    answer = call(siri, "get", "ranking", *where)

    shown = answer.json()
    assert (answer.status_code, answer["ETag"], shown["edition"], shown["status"]) == (200, '"0"', 0, "open")
    assert (shown["places"], set(shown["unplaced"])) == ([], set(numbers))


def test_reading_makes_no_list(siri, where):
    Ranking.objects.all().delete()

    assert call(siri, "get", "ranking", *where).status_code == 200
    assert not Ranking.objects.exists()


def test_the_whole_list_is_laid_anew_with_sums(siri, where, numbers, office):
    answer = put(siri, where, [numbers[2], numbers[0]])

    shown = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    assert [(row["position"], row["application"]) for row in shown["places"]] == [(1, numbers[2]), (2, numbers[0])]
    assert shown["unplaced"] == [numbers[1]]
    assert office.order() == [2, 0]
    assert all(row["autumn"] >= 0 for row in shown["places"])


def test_a_list_on_top_of_somebody_elses_is_412_and_nothing_is_changed(siri, where, numbers, office):
    put(siri, where, numbers)

    answer = put(siri, where, numbers[::-1])

    assert (answer.status_code, answer["Content-Type"]) == (412, PROBLEM)
    assert (answer.json()["code"], answer.json()["field"]) == ("ranking_has_changed", "If-Match")
    assert answer.json()["remedy"]
    assert office.order() == [0, 1, 2]


def test_the_same_list_over_its_own_edition_is_no_new_edition(siri, where, numbers):
    first = put(siri, where, numbers)

    assert put(siri, where, numbers, etag=first["ETag"])["ETag"] == first["ETag"]


def test_without_if_match_nothing_is_written(siri, where, numbers):
    answer = call(siri, "put", "ranking", *where, body={"applications": numbers})

    assert answer.status_code == 422
    assert "If-Match" in answer.json()["errors"][0]["field"]
    assert not RankingEntry.objects.exists()


def test_somebody_elses_application_or_one_twice_is_told(siri, where, numbers, office):
    other = ApplicationFactory(approved=True, round=office.round)

    strange, twice = put(siri, where, [other.number]), put(siri, where, [numbers[0], numbers[0]])

    assert (strange.status_code, strange.json()["code"]) == (422, "unknown_application")
    assert (twice.status_code, twice.json()["code"]) == (409, "listed_twice")


def test_another_owners_list_and_applications_are_not_there(where, numbers, office):
    ola = Client()
    ola.force_login(RoleGrantFactory(owner_officer=True).person.user)

    calls = [
        call(ola, "get", "ranking", *where),
        put(ola, where, numbers),
        call(ola, "get", "applications", owner=where[1]),
        call(ola, "get", "application", numbers[0]),
    ]

    assert [one.status_code for one in calls] == [404] * 4


def test_applications_are_read_with_what_was_said_of_them(siri, where, numbers):
    put(siri, where, numbers)

    found = call(siri, "get", "applications", owner=where[1], study_year=where[0]).json()
    one = call(siri, "get", "application", numbers[1]).json()

    assert {row["number"] for row in found["items"]} == set(numbers)
    assert (one["status"], one["position"], one["approval"]["approved"]) == ("approved", 2, True)
    assert one["choices"][0]["study"]
    assert one in found["items"]


def test_applications_can_be_asked_for_by_status_and_change(siri, where):
    def count(**query: Any) -> int:
        return int(call(siri, "get", "applications", owner=where[1], **query).json()["total"])

    assert (count(status="approved"), count(status="rejected"), count(study_year=2031)) == (3, 0, 0)
    assert (count(updated_since="2020-01-01T00:00:00Z"), count(updated_since="2031-01-01T00:00:00Z")) == (3, 0)


def test_before_owners_have_access_nothing_is_seen(siri, where, office):
    type(office.round).objects.update(owner_opens_at="2026-04-01T00:00:00Z")

    assert call(siri, "get", "applications", owner=where[1]).json()["items"] == []
