"""Siri's own system notifies a need through the API: the same form, judge and receipt as on the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.questions import form_from
from tests.api.calling import PROBLEM, call
from tests.factories import FormVersionFactory, NeedsNotificationFactory, SchemeYearFactory
from tests.factories.needs import ANSWERS


@pytest.fixture
def year(county, clock):
    """The collective scheme in Siri's and Ola's county, open on the day of the story, with the standard form."""
    Organisation.objects.filter(pk=county.governor.pk).update(county_code="77")
    for key in ("siri", "ola"):
        Organisation.objects.filter(pk=county.seats[key].organisation.pk).update(county_code="77")
    county.governor.refresh_from_db()
    year = SchemeYearFactory(governor=county.governor, announced=True)
    FormVersionFactory(scheme_year=year, live=True)
    return year


@pytest.fixture
def siri(client, county):
    client.force_login(county.user("siri"))
    return client


@pytest.fixture
def fjordvik(county):
    return county.seats["siri"].organisation.number


@pytest.fixture
def answers(county):
    return {**ANSWERS, "partners": [county.seats["nina"].organisation.number]}


def begun(siri, year, fjordvik, answers):
    body = {"scheme_year": year.pk, "owner": fjordvik, "answers": answers}
    return call(siri, "post", "new_need", body=body)


def test_the_form_is_the_questions_with_types_and_conditions(siri, year):
    answer = call(siri, "get", "needs_form", year.pk)

    form = form_from(answer.json()["sections"])
    assert answer.json()["version"] == year.forms.get().number
    assert {one.kind.value for one in form} >= {"text", "choice", "amount", "person_count", "attachment", "partners"}
    assert any(one.condition for one in form)


def test_siri_sees_which_scheme_years_are_open_to_her_owner(siri, year, fjordvik):
    found = call(siri, "get", "scheme_years", owner=fjordvik).json()

    assert [(one["id"], one["is_open"], one["has_form"]) for one in found] == [(year.pk, True, True)]


def test_a_draft_is_kept_changed_and_sent_with_the_same_receipt_as_on_the_pages(siri, year, fjordvik, answers):
    made = begun(siri, year, fjordvik, answers)
    number, edition = made.json()["number"], made.json()["edition"]

    changed = call(siri, "patch", "need", number, body={"edition": edition, "answers": {"teachers": 41}})
    sent = call(siri, "post", "need_submission", number, body={"edition": changed.json()["edition"]})

    assert (made.status_code, changed.status_code, sent.status_code) == (201, 200, 201)
    receipt = NeedsReceipt.objects.get()
    assert sent.json()["fingerprint"] == receipt.fingerprint
    assert receipt.answers["teachers"] == 41
    assert call(siri, "get", "need", number).json()["status"] == "sent"


def test_every_answer_that_is_not_understood_is_told_and_nothing_is_kept(siri, year, fjordvik, answers):
    wrong = {**answers, "teachers": "mange", "applicant": "alle", "colour": "blå"}

    answer = begun(siri, year, fjordvik, wrong)

    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"], problem["code"]) == (422, PROBLEM, "faulty_answers")
    assert {one["field"] for one in problem["errors"]} == {"teachers", "applicant", "colour"}
    assert all(one["detail"] and one["code"] for one in problem["errors"])
    assert not NeedsNotification.objects.exists()


def test_what_is_missing_is_told_question_by_question_when_it_is_sent(siri, year, fjordvik):
    made = begun(siri, year, fjordvik, {"measure_title": "Lesing"}).json()

    answer = call(siri, "post", "need_submission", made["number"], body={"edition": made["edition"]})

    told = {one["field"]: one for one in answer.json()["errors"]}
    assert answer.status_code == 422
    assert told["goals"]["remedy"] == "Skriv et svar."
    assert not NeedsReceipt.objects.exists()


def test_a_change_on_top_of_somebody_elses_is_refused(siri, year, fjordvik, answers):
    made = begun(siri, year, fjordvik, answers).json()
    body = {"edition": made["edition"], "answers": {"teachers": 41}}
    call(siri, "patch", "need", made["number"], body=body)

    again = call(siri, "patch", "need", made["number"], body=body)

    assert (again.status_code, again.json()["code"]) == (409, "already_changed")


def test_after_the_deadline_the_same_judge_says_no(siri, year, fjordvik, answers, clock, county):
    made = begun(siri, year, fjordvik, answers).json()
    clock.move_to("2026-04-20")
    siri.force_login(county.user("siri"))

    answer = call(siri, "post", "need_submission", made["number"], body={"edition": made["edition"]})

    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert answer.json()["detail"]


def test_olas_needs_and_owner_are_not_there_for_siri(siri, year, county):
    ola = county.seats["ola"].organisation
    need = NeedsNotificationFactory(scheme_year=year, form=year.forms.get(), owner=ola)

    calls = [
        call(siri, "get", "need", need.number),
        call(siri, "patch", "need", need.number, body={"edition": 1, "answers": {}}),
        call(siri, "post", "need_submission", need.number, body={"edition": 1}),
        call(siri, "get", "scheme_years", owner=ola.number),
        begun(siri, year, ola.number, {}),
    ]

    assert [(one.status_code, one.json()["code"]) for one in calls] == [(404, "not_found")] * 5


def test_a_scheme_year_that_is_not_announced_is_not_there(siri, county):
    assert call(siri, "get", "needs_form", SchemeYearFactory(governor=county.governor).pk).status_code == 404


MALFORMED = [
    {"scheme_year": 2**40, "owner": "910000021"},
    {"scheme_year": True, "owner": "910000021"},
    {"scheme_year": 1.0, "owner": "910000021"},
    {"scheme_year": 1, "owner": "91"},
    {"scheme_year": 1, "owner": "910000021", "answers": {"teachers": 1.5}},
    {"scheme_year": 1, "owner": "910000021", "answers": {"teachers": True}},
    {"scheme_year": 1, "owner": "910000021", "extra": 1},
    [],
    "x",
]


@pytest.mark.parametrize("body", MALFORMED)
def test_another_shape_is_told_and_never_an_error_of_ours(siri, year, body):
    answer = call(siri, "post", "new_need", body=body)

    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (422, PROBLEM, "not_understood")


def test_what_is_no_json_is_told(siri, db):
    answer = siri.post(reverse("api:new_need"), "{", content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_nobody_comes_in_without_a_session_or_without_the_token_against_forgery(year, fjordvik, county):
    alone = Client()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(county.user("siri"))

    refused = [
        call(alone, "get", "needs_form", year.pk),
        call(alone, "post", "new_need", body={}),
        call(strict, "post", "new_need", body={"scheme_year": year.pk, "owner": fjordvik}),
    ]

    assert [(one.status_code, one.json()["code"]) for one in refused] == [
        (401, "not_logged_in"),
        (401, "not_logged_in"),
        (403, "csrf"),
    ]
    assert "informasjonskapselen csrftoken i hodet" in refused[-1].json()["remedy"]
    assert not NeedsNotification.objects.exists()


def test_the_owners_needs_are_listed_in_the_order_of_change_and_nobody_elses(siri, year, fjordvik, county):
    ola = county.seats["ola"].organisation
    needs = [NeedsNotificationFactory(owner=county.seats["siri"].organisation) for _ in range(2)]
    NeedsNotificationFactory(owner=ola)

    found = call(siri, "get", "needs", owner=fjordvik).json()

    assert [one["number"] for one in found["items"]] == [one.number for one in needs]
    assert (found["total"], found["next"]) == (2, None)
    assert call(siri, "get", "needs", owner=fjordvik, updated_since="2030-01-01T00:00:00Z").json()["total"] == 0
    assert call(siri, "get", "needs", owner=fjordvik, year=needs[0].scheme_year_id).json()["total"] == 1
    assert call(siri, "get", "needs", owner=ola.number).status_code == 404
