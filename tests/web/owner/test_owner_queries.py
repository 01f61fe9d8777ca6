"""Lists need as many queries with thirty applications as with three."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.applications.services.ranking import save_ranking
from pafyll.integrations.clock import now
from tests.apps.applications.two_editors import make_office
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    RoundRateFactory,
    StatementFactory,
    SubjectTaughtFactory,
)

pytestmark = pytest.mark.django_db

MOST = {"home": 13, "applications": 12, "ranking": 8, "send": 11, "history": 7}


def office_with(applications: int) -> Any:
    """An office with rates, and everyone known: employed, teaching and with a statement; half of them ranked."""
    office = make_office(applications)
    for scheme in ({}, {"scholarship": True}, {"owner_pays": True}):
        RoundRateFactory(round=office.round, **scheme)
    for entry in office.ranking.round.applications.all():
        EmploymentFactory(person=entry.person, workplace=entry.school)
        CreditsHeldFactory(person=entry.person)
        SubjectTaughtFactory(person=entry.person, school=entry.school)
        StatementFactory(application=entry)
    half = office.keys[: applications // 2]
    save_ranking(ranking=office.ranking, order=half, read_version=0, by=office.officer, at=now())
    return office


def queries_of(office: Any, name: str) -> int:
    client = Client()
    client.force_login(office.officer)
    client.get(reverse(f"owner:{name}"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(reverse(f"owner:{name}")).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", MOST)
def test_a_page_asks_as_often_for_thirty_applications_as_for_four(clock, name):
    few, many = queries_of(office_with(4), name), queries_of(office_with(30), name)

    assert few == many
    assert many <= MOST[name]
