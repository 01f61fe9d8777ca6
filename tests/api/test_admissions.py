"""Nina's own system takes her applicants over the API: the same list, moves, conditions and judge as on the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client

from pafyll.apps.applications.models import Admission, FreedPlace
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.lifecycles.participation import TermStatus as T
from tests.api.calling import PROBLEM, call
from tests.apps.applications.queueing import MAY, Queue, make_queue
from tests.factories import RoleGrantFactory, StudyOfferFactory

pytestmark = pytest.mark.django_db
LAST_DAY = "2026-05-20"
CONDITION = "Vitnemål fra lærerutdanning"


@pytest.fixture
def queue(clock) -> Queue:
    made = make_queue()
    clock.move_to(MAY)
    return made


@pytest.fixture
def nina(queue):
    """Nina's system, logged in as her."""
    return logged_in(queue.offer.programme.provider)


def logged_in(provider: Organisation) -> Client:
    client = Client()
    client.force_login(RoleGrantFactory(provider_officer=True, organisation=provider).person.user)
    return client


def later(client: Client, clock: Any, day: str) -> None:
    """Another day, when the session of the first is over: she is logged in anew."""
    user = get_user(client)
    clock.move_to(day)
    client.force_login(user)


def moved(client: Client, *moves: dict[str, Any]) -> Any:
    return call(client, "post", "admission_moves", body={"moves": list(moves)})


def offer(one: Admission, **given: Any) -> dict[str, Any]:
    return {"id": one.pk, "status": "received", "act": "offer", "answer_by": LAST_DAY, **given}


def first_two() -> tuple[Admission, Admission]:
    one, other = Admission.objects.order_by("pk")
    return one, other


def says_yes(one: Admission) -> None:
    one.refresh_from_db()
    answer_admission(admission=one, says_yes=True, by=one.participation.person.user, at=MAY)


def offered_with_condition(client: Client, one: Admission) -> int:
    """The key of the one condition."""
    moved(client, offer(one, conditions=[CONDITION]))
    return one.conditions.get().pk


# --- reading


def test_nina_reads_who_was_granted_a_place_with_the_decision_and_the_application(nina, queue):
    found = call(nina, "get", "admissions").json()

    one, other = first_two()
    assert [row["id"] for row in found["items"]] == [one.pk, other.pk]
    row, place = found["items"][0], one.participation
    assert (row["status"], row["application"], row["offer"]) == ("received", place.application.number, one.offer.code)
    assert row["applicant"]["last_name"] == place.person.last_name
    assert row["applicant"]["owner_number"] == queue.owner.number
    assert (row["decision"]["way"], Decimal(row["credits"])) == ("run", place.credits)
    assert (found["next"], found["total"]) == (None, 2)


def test_the_list_can_be_asked_for_by_year_offer_and_status(nina, queue):
    one, other = first_two()
    moved(nina, offer(one))

    def asked(**query: Any) -> list[int]:
        return [row["id"] for row in call(nina, "get", "admissions", **query).json()["items"]]

    assert asked(status="offered") == [one.pk]
    assert sorted(asked(study_year=one.offer.study_year, offer=one.offer.code)) == [one.pk, other.pk]
    assert asked(study_year=2031) == asked(offer="FINNES-IKKE") == []


def test_a_long_list_comes_in_pages_that_miss_nobody(nina, monkeypatch):
    monkeypatch.setattr("pafyll.api.v1.paging.SIZE", 1)
    one, other = first_two()

    first = call(nina, "get", "admissions").json()
    second = call(nina, "get", "admissions", cursor=first["next"]).json()

    assert [row["id"] for row in first["items"] + second["items"]] == [one.pk, other.pk]
    assert (first["total"], second["next"]) == (2, None)


def test_what_has_changed_since_can_be_asked_for(nina, clock):
    one, other = first_two()
    later(nina, clock, "2026-05-06")
    moved(nina, offer(other))

    def since(moment: str) -> list[int]:
        found = call(nina, "get", "admissions", updated_since=moment).json()
        return [row["id"] for row in found["items"]]

    assert since("2026-05-06T00:00:00+02:00") == [other.pk]
    assert since("2026-01-01T00:00:00Z") == [one.pk, other.pk]
    assert since("2026-05-07T00:00:00Z") == []


@pytest.mark.parametrize(
    "given", [{"cursor": "tull"}, {"cursor": "AAAA"}, {"updated_since": "i går"}, {"updated_since": "5"}]
)
def test_a_cursor_or_moment_that_means_nothing_is_told(nina, given):
    answer = call(nina, "get", "admissions", **given)

    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)


def test_a_list_of_more_applicants_asks_no_more_often(nina, django_assert_max_num_queries):
    call(nina, "get", "admissions")  # the first call begins a count
    with django_assert_max_num_queries(8):  # session, user, count, roles, admissions, conditions, decisions
        assert len(call(nina, "get", "admissions").json()["items"]) == 2


def test_the_codes_for_a_refusal_are_those_of_the_rule(nina):
    found = {one["code"]: one["needs_words"] for one in call(nina, "get", "admission_reasons").json()}

    assert found["other"] is True
    assert found["requirement_not_met"] is False


def test_another_providers_applicants_are_not_there(queue):
    stranger = logged_in(StudyOfferFactory().programme.provider)
    one, other = first_two()
    condition = offered_with_condition(logged_in(queue.offer.programme.provider), one)

    gone = [
        call(stranger, "get", "admission", one.pk),
        call(stranger, "put", "admission_condition", one.pk, condition, body={"is_met": True}),
    ]
    answer = moved(stranger, offer(other))

    assert [(row.status_code, row.json()["code"]) for row in gone] == [(404, "not_found")] * 2
    assert call(stranger, "get", "admissions").json()["items"] == []
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_admission")
    assert Admission.objects.get(pk=other.pk).status == S.RECEIVED


def test_an_applicant_who_works_at_the_provider_neither_moves_nor_settles_herself(queue):
    one, _other = first_two()
    person = one.participation.person
    RoleGrantFactory(provider_officer=True, organisation=queue.offer.programme.provider, person=person)
    herself = Client()
    herself.force_login(person.user)

    answer = moved(herself, offer(one))

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "disqualified")
    assert call(herself, "get", "admission", one.pk).status_code == 403


# --- moves


def test_an_applicant_goes_from_offer_to_passed_through_the_api_alone(nina, clock):
    one, _other = first_two()
    condition = offered_with_condition(nina, one)
    says_yes(one)

    settled = call(nina, "put", "admission_condition", one.pk, condition, body={"is_met": True})
    admitted = moved(nina, {"id": one.pk, "status": "accepted", "act": "admit"})
    later(nina, clock, "2026-08-22")
    started = moved(nina, {"id": one.pk, "status": "admitted", "act": "start", "on": "2026-08-20"})
    one.participation.terms.update(status=T.CONFIRMED)
    type(one.participation).objects.filter(pk=one.participation_id).update(status=P.STARTED)
    later(nina, clock, "2027-06-20")
    passed = moved(nina, {"id": one.pk, "status": "started", "act": "pass", "on": "2027-06-18", "credits": "30"})

    assert [row.status_code for row in (settled, admitted, started, passed)] == [200] * 4
    shown = call(nina, "get", "admission", one.pk).json()
    assert (shown["status"], shown["result_on"], Decimal(shown["credits_passed"])) == ("passed", "2027-06-18", 30)
    assert shown["conditions"] == [{"id": condition, "text": CONDITION, "is_met": True}]
    one.refresh_from_db()
    assert (one.participation.status, one.started_on) == (P.COMPLETED, date(2026, 8, 20))


def test_a_no_over_the_api_gives_the_place_on_as_on_the_pages(nina, queue):
    one, _other = first_two()

    answer = moved(nina, {"id": one.pk, "status": "received", "act": "refuse", "reason": "requirement_not_met"})

    assert answer.json() == {"changed": 1, "unchanged": 0}
    assert FreedPlace.objects.get().left_by_id == one.participation_id


def test_all_moves_are_done_or_none_and_each_fault_says_where(nina):
    one, other = first_two()

    answer = moved(nina, offer(one), {"id": other.pk, "status": "received", "act": "refuse"})

    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"], problem["code"]) == (422, PROBLEM, "faulty_moves")
    assert [(row["field"], row["code"]) for row in problem["errors"]] == [("moves.1.reason", "reason_missing")]
    assert {row.status for row in first_two()} == {S.RECEIVED}


def test_every_fault_is_told_at_once(nina):
    one, other = first_two()

    answer = moved(
        nina,
        offer(one, answer_by=None),
        offer(other, status="accepted"),
        {"id": 2**31 - 1, "status": "received", "act": "admit"},
        offer(one),
    )

    assert [(row["field"], row["code"]) for row in answer.json()["errors"]] == [
        ("moves.0.answer_by", "answer_by_missing"),
        ("moves.1.status", "already_changed"),
        ("moves.2.id", "unknown_admission"),
        ("moves.3.id", "admission_twice"),
    ]
    assert all(row["detail"] and row["remedy"] for row in answer.json()["errors"][1:])


def test_the_same_call_again_changes_nothing_and_tells_nobody_twice(
    nina, django_capture_on_commit_callbacks, mailoutbox
):
    those = [offer(one, conditions=[CONDITION]) for one in first_two()]
    with django_capture_on_commit_callbacks(execute=True):
        first = moved(nina, *those)
    events, letters = Event.objects.count(), len(mailoutbox)

    with django_capture_on_commit_callbacks(execute=True):
        again = moved(nina, *those)

    assert (first.json(), again.json()) == ({"changed": 2, "unchanged": 0}, {"changed": 0, "unchanged": 2})
    assert (Event.objects.count(), len(mailoutbox)) == (events, letters)
    assert letters == 2


def test_another_offer_on_top_of_the_first_is_refused(nina):
    one, _other = first_two()
    moved(nina, offer(one))

    answer = moved(nina, offer(one, answer_by="2026-05-25"))

    assert answer.json()["errors"][0]["code"] == "already_changed"


# --- conditions


def test_a_condition_is_settled_once_and_said_again_it_changes_nothing(nina):
    one, _other = first_two()
    condition = offered_with_condition(nina, one)
    settle = {"is_met": False}

    first = call(nina, "put", "admission_condition", one.pk, condition, body=settle)
    events = Event.objects.count()
    again = call(nina, "put", "admission_condition", one.pk, condition, body=settle)

    assert first.json() == again.json()
    assert first.json()["conditions"][0]["is_met"] is False
    assert Event.objects.count() == events


def test_a_condition_that_is_open_stops_admission(nina):
    one, _other = first_two()
    offered_with_condition(nina, one)
    says_yes(one)

    answer = moved(nina, {"id": one.pk, "status": "accepted", "act": "admit"})

    assert answer.json()["errors"][0]["code"] == "conditions_open"


def test_a_condition_of_somebody_else_is_not_there(nina):
    one, other = first_two()
    condition = offered_with_condition(nina, one)

    assert call(nina, "put", "admission_condition", other.pk, condition, body={"is_met": True}).status_code == 404


# --- shapes

MALFORMED = [
    {},
    {"moves": []},
    {"moves": [{"id": 1}]},
    {"moves": [{"id": 1, "status": "received", "act": "eat"}]},
    {"moves": [{"id": 1, "status": "gone", "act": "offer"}]},
    {"moves": [{"id": 1, "status": "received", "act": "offer", "answer_by": "2026-02-30"}]},
    {"moves": [{"id": 1, "status": "received", "act": "offer", "answer_by": 20260220}]},
    {"moves": [{"id": 1, "status": "started", "act": "pass", "credits": "mange"}]},
    {"moves": [{"id": 1, "status": "received", "act": "offer", "conditions": ["x" * 301]}]},
    {"moves": [{"id": 1, "status": "received", "act": "offer"}] * 501},
]


@pytest.mark.parametrize("body", MALFORMED)
def test_another_shape_is_told_and_never_an_error_of_ours(nina, body):
    answer = call(nina, "post", "admission_moves", body=body)

    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (422, PROBLEM, "not_understood")
