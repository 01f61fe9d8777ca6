"""openapi.json says what is there: every address, who may call it, and how it answers when something is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from openapi_spec_validator import validate

from pafyll.api.leaving import Leaving, tell_of_leaving
from pafyll.api.v1.urls import api
from pafyll.domain.rules.tokens import SCOPES
from tests.api.calling import PROBLEM, call

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {"offers", "offer", "reference_data"}  # what anybody may read


@pytest.fixture
def described(client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(reverse("api:openapi-json")).json()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(method, one) for path in described["paths"].values() for method, one in path.items()]


def test_it_is_made_once_however_often_it_is_asked_for():
    assert api.get_openapi_schema(path_params={}) is api.get_openapi_schema()


def test_every_address_is_described(described):
    resolver = next(one for one in get_resolver().url_patterns if "api/v1" in str(one.pattern))

    assert len(described["paths"]) == len({str(one.pattern) for one in resolver.url_patterns}) - 2


def test_every_operation_asks_for_a_key_or_a_session_but_those_that_are_open(described):
    asked = {
        one["operationId"]: [name for row in one.get("security", []) for name in row]
        for _m, one in operations(described)
    }

    assert {name for name, ways in asked.items() if not ways} == OPEN_TO_ALL
    assert all(ways == ["Token", "Session"] for name, ways in asked.items() if name not in OPEN_TO_ALL)


def test_every_scope_is_for_something_and_what_changes_asks_for_one_to_write(described):
    scopes = {
        (method, row["Token"][0])
        for method, one in operations(described)
        for row in one.get("security", [])
        if row.get("Token")
    }

    assert {scope for _method, scope in scopes} == set(SCOPES)
    assert {scope.rpartition(":")[2] for method, scope in scopes if method != "get"} == {"write"}
    assert {scope.rpartition(":")[2] for method, scope in scopes if method == "get"} == {"read"}


def test_every_no_is_described_as_a_problem_with_field_and_remedy(described):
    for _method, one in operations(described):
        for status, answer in one["responses"].items():
            assert ("$ref" in answer) == (int(status) >= 400), one["operationId"]
    (content,) = described["components"]["responses"]["Problem"]["content"].items()
    fields = described["components"]["schemas"]["Problem"]["properties"]
    assert content[0] == "application/problem+json"
    assert {"code", "detail", "remedy", "field", "errors"} <= set(fields)


def test_every_post_takes_a_key_that_makes_it_safe_to_repeat(described):
    for method, one in operations(described):
        takes = {"$ref": "#/components/parameters/IdempotencyKey"} in one["parameters"]
        assert takes == (method == "post"), one["operationId"]


def test_a_strict_reader_of_openapi_3_1_reads_it(described):
    assert described["openapi"].startswith("3.1")
    validate(described)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v2/", 404),
        ("delete", "/api/v1/offers", 405),
        ("put", "/api/v1/offers", 405),
    ],
)
def test_an_address_or_a_method_that_is_not_there_is_a_problem_too(clock, method, path, status):
    answer = getattr(Client(), method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["code"] == {404: "not_found", 405: "method_not_allowed"}[status]
    assert answer.json()["remedy"]
    assert ("Allow" in answer) == (status == 405)


def test_every_fault_in_a_call_says_where_it_stands_and_what_to_do(county):
    client = Client()
    client.force_login(county.user("nina"))
    moves = [
        {"id": 0, "status": "received", "act": "offer", "credits": "1,5", "answer_by": "snart", "on": 5, "more": 1}
    ]

    problem = call(client, "post", "admission_moves", body={"moves": [*moves, {"id": 1, "act": "offer"}]}).json()

    told = {one["field"]: one for one in problem["errors"]}
    assert set(told) == {
        *("moves.0.id", "moves.0.credits", "moves.0.answer_by", "moves.0.on", "moves.0.more", "moves.1.status")
    }
    assert all(one["detail"] and one["remedy"] for one in told.values())
    assert told["moves.1.status"]["code"] == "missing"


def test_what_is_leaving_is_told_a_year_before():
    one = Leaving(date(2027, 1, 1), date(2028, 1, 1), "/api/v2/offers")

    told = tell_of_leaving(HttpResponse(), "/api/v1/offers/X", {"/api/v1/offers": one})
    other = tell_of_leaving(HttpResponse(), "/api/v1/needs", {"/api/v1/offers": one})

    assert (told["Deprecation"], told["Sunset"]) == ("@1798761600", "Sat, 01 Jan 2028 00:00:00 GMT")
    assert told["Link"] == '</api/v2/offers>; rel="successor-version"'
    assert "Sunset" not in other
    with pytest.raises(ValueError, match="365 days"):
        Leaving(date(2027, 1, 1), date(2027, 12, 31), "/api/v2/")
