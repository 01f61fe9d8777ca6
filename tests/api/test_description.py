"""openapi.json says what is there: every address, who may call it, and how it answers when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver, reverse

from pafyll.domain.rules.tokens import SCOPES

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {"offers", "offer", "reference_data"}  # what anybody may read


@pytest.fixture
def described(client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(reverse("api:openapi-json")).json()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(method, one) for path in described["paths"].values() for method, one in path.items()]


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
