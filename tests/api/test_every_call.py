"""Every operation called with what its own description allows, and with what it does not: no error of ours, and no
answer that the description does not tell of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pafyll.api.v1.urls import api
from pafyll.apps.connections.models import Webhook
from pafyll.apps.connections.services.tokens import make_token
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.rules.tokens import scopes_for
from pafyll.integrations.clock import now
from tests.architecture.api_samples import API

pytestmark = pytest.mark.heavy(60)
EXAMPLES = 2_000 if os.environ.get("PAFYLL_LONG") == "1" else 12
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
DESCRIBED = schemathesis.openapi.from_dict(
    {**api.get_openapi_schema(), "servers": [{"url": "/"}]}  # as it is given, but without a database to ask
)
OPERATIONS = {one.ok().definition.raw["operationId"]: one.ok() for one in DESCRIBED.get_all_operations()}
CANNOT_BE_WRONG = {("reference_data", GenerationMode.NEGATIVE)}  # it takes nothing


@dataclass
class Systems:
    """Systems with every scope of theirs: Marit's for Fjordvik, Nina's for the college, Rolf's for the directorate."""

    app: Any
    keys: list[str]
    known: dict[str, Any]


@pytest.fixture
def open_connection() -> Iterator[None]:
    """A request that ends leaves the test its connection, as with Django's own client."""
    moments = (request_started, request_finished)
    for one in moments:
        one.disconnect(close_old_connections)
    yield
    for one in moments:
        one.connect(close_old_connections)


@pytest.fixture
def systems(world: None, open_connection: None, settings: Any) -> Systems:
    settings.API_CALLS = 10**9
    settings.ALLOWED_HOSTS = ["*"]
    keys = [
        _key("marit", "owner_decider", is_owner=True),
        _key("nina", "provider_officer", is_owner=False),
        _key("rolf", "directorate_decider", is_owner=False, is_authority=True),
    ]
    known = {name.removeprefix("api:"): sample() for name, sample in API.items()}
    return Systems(get_wsgi_application(), keys, known)


def _key(username: str, role: str, **desk: bool) -> str:
    grant = RoleGrant.objects.get(person__user__username=username, role=role, delegated_by=None)
    scopes = [one.code for one in scopes_for(**desk)]
    by, where = grant.person.user, grant.organisation
    token, secret = make_token(organisation=where, name="Prøve", scopes=scopes, days=30, by=by, at=now())
    Webhook.objects.filter(token__holder=by).exclude(status="ended").update(token=token)  # so that it has some
    return secret


@pytest.mark.parametrize(
    ("name", "mode"),
    [(name, mode) for name in sorted(OPERATIONS) for mode in GenerationMode if (name, mode) not in CANNOT_BE_WRONG],
)
def test_no_call_breaks_it_and_every_answer_is_as_described(systems: Systems, name: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[name]

    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(data=st.data())
    def called(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if mode == GenerationMode.POSITIVE and data.draw(st.booleans()):
            _name_what_is_there(case, systems.known)
        key = data.draw(st.sampled_from(systems.keys))
        with transaction.atomic():  # what one call changes, the next does not meet
            response = case.call(app=systems.app, headers={"Authorization": f"Bearer {key}"})
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    called()


def _name_what_is_there(case: Any, known: dict[str, Any]) -> None:
    """Real things in the place of invented ones, so that the long answers are read too."""
    url_name = URL_NAMES[case.operation.definition.raw["operationId"]]
    for part in case.path_parameters or {}:
        if (value := known.get(f"{url_name}.{part}")) is not None:
            case.path_parameters[part] = value
    if "owner" in (case.query or {}):
        case.query["owner"] = known["ranking.owner"]


URL_NAMES = {
    one.operation_id: one.url_name
    for router in api._get_bound_routers()
    for view in router.path_operations.values()
    for one in view.operations
}
