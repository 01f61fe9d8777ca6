"""Every operation by a key that is for everything else: it is refused, and names the scope that is missing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from pafyll.api.v1.urls import api
from pafyll.apps.connections.services.tokens import digest_of
from pafyll.domain.rules.tokens import SCOPES
from pafyll.integrations.clock import now
from tests.factories import AccessTokenFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
SECRET = "pafyll_" + "s" * 43


def scoped() -> list[tuple[str, str, str]]:
    """Method, address and scope of each operation that asks for one."""
    found = []
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method, one in operations.items():
            scopes = [scope for row in one.get("security", []) for scope in row.get("Token", [])]
            found += [(method, re.sub(r"{\w+}", "1", path), scope) for scope in scopes]
    return found


@pytest.mark.parametrize(("method", "address", "scope"), scoped())
def test_a_key_for_everything_else_is_refused(clock: Any, method: str, address: str, scope: str) -> None:
    grant = RoleGrantFactory(owner_decider=True)
    others = [one for one in SCOPES if one != scope]
    AccessTokenFactory(
        organisation=grant.organisation,
        holder=grant.person.user,
        digest=digest_of(SECRET),
        scopes=others,
        made_at=now(),
    )

    send = getattr(Client(headers={"Authorization": f"Bearer {SECRET}"}), method)
    answer = send(address) if method == "get" else send(address, {}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert scope in answer.json()["detail"]


def test_there_are_operations_for_every_scope() -> None:
    assert {scope for _method, _address, scope in scoped()} == set(SCOPES)
