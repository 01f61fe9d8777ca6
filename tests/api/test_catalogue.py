"""Anybody reads the catalogue and the codes, without a key and without a session."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pafyll.domain.lifecycles.application import ApplicationStatus
from tests.api.calling import call
from tests.factories import StudyOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody(clock) -> Client:
    return Client()


def codes(client: Client, **query: Any) -> list[str]:
    return [one["code"] for one in call(client, "get", "offers", **query).json()["items"]]


def test_published_offers_are_there_and_drafts_are_not(anybody):
    shown, draft = StudyOfferFactory(published=True), StudyOfferFactory()
    draft.status = "draft"
    draft.save()

    assert codes(anybody) == [shown.code]
    assert call(anybody, "get", "offer", draft.code).status_code == 404
    one = call(anybody, "get", "offer", shown.code).json()
    assert (one["provider_number"], one["capacity"]) == (shown.programme.provider.number, shown.capacity)
    assert one["subject_name"] != one["subject"]


def test_the_catalogue_can_be_searched(anybody):
    one = StudyOfferFactory(published=True, study_year=2026, mode="online")
    StudyOfferFactory(published=True, study_year=2025, mode="campus")

    assert codes(anybody, study_year=2026) == codes(anybody, mode="online") == [one.code]
    assert codes(anybody, words=one.programme.name, subject="gym") == []


def test_a_long_catalogue_comes_in_pages(anybody, monkeypatch):
    monkeypatch.setattr("pafyll.api.v1.paging.SIZE", 2)
    made = [StudyOfferFactory(published=True).code for _ in range(5)]
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        page = call(anybody, "get", "offers", cursor=cursor).json()
        found += [one["code"] for one in page["items"]]
        cursor = page["next"]

    assert (found, page["total"]) == (made, 5)


def test_a_longer_catalogue_asks_no_more_often(anybody, django_assert_num_queries):
    StudyOfferFactory(published=True)
    codes(anybody)
    with django_assert_num_queries(3):  # count of calls, offers, how many
        codes(anybody)
    for _ in range(5):
        StudyOfferFactory(published=True)
    with django_assert_num_queries(3):
        assert len(codes(anybody)) == 6


def test_every_code_has_a_text(anybody):
    lists = {one["name"]: one["codes"] for one in call(anybody, "get", "reference_data").json()}

    assert {one["code"] for one in lists["application_status"]} == {one.value for one in ApplicationStatus}
    assert all(one["text"] for rows in lists.values() for one in rows)
    assert {"scheme", "subject", "admission_reason", "scope", "change_reason"} <= set(lists)


def test_the_texts_are_in_the_language_that_is_asked_for(anybody):
    def mode(language: str) -> str:
        lists = call(anybody, "get", "reference_data", headers={"Accept-Language": language}).json()
        rows = next(one["codes"] for one in lists if one["name"] == "organisation_kind")
        return str(next(one["text"] for one in rows if one["code"] == "school"))

    assert (mode("nb"), mode("nn")) == ("skole", "skule")


@pytest.mark.parametrize(
    "query", [{"study_year": "snart"}, {"study_year": 10**9}, {"words": "x" * 101}, {"words": "\0"}]
)
def test_what_cannot_be_asked_is_told(anybody, query):
    answer = call(anybody, "get", "offers", **query)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].endswith(next(iter(query)))
