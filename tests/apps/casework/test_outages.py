"""The outage ledger: what may be written in it, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pafyll.apps.casework.models import Outage
from pafyll.apps.casework.services.outages import OutageFacts, end_outage, register_outage
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import OSLO
from tests.factories import OrganisationFactory, OutageFactory, PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=OSLO)
HOUR = timedelta(hours=1)
FACTS = OutageFacts(NOW - 9 * HOUR, NOW - 8 * HOUR, "Innloggingen svarte ikke.", "", ["teacher"], [])


@pytest.fixture
def ada():
    person = PersonFactory()
    RoleGrantFactory(person=person, directorate_officer=True, organisation=OrganisationFactory(directorate=True))
    return person.user


def test_ada_writes_an_outage_and_its_end(ada):
    outage = register_outage(facts=replace(FACTS, ends_at=None), by=ada, at=NOW)
    end_outage(outage=outage, ends_at=NOW, by=ada, at=NOW + HOUR)

    assert Outage.objects.get().ends_at == NOW
    with pytest.raises(Refusal, match="already_over"):
        end_outage(outage=outage, ends_at=NOW, by=ada, at=NOW + HOUR)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": NOW + HOUR, "ends_at": None}, "not_yet"),
        ({"ends_at": FACTS.starts_at}, "ends_before_start"),
        ({"ends_at": NOW + HOUR}, "ends_later"),
    ],
)
def test_an_outage_lies_in_the_past_and_ends_after_it_began(ada, change, code):
    with pytest.raises(Refusal, match=code):
        register_outage(facts=replace(FACTS, **change), by=ada, at=NOW)


def test_an_end_before_the_beginning_is_refused(ada):
    outage = OutageFactory(going_on=True, starts_at=NOW)
    with pytest.raises(Refusal, match="ends_out_of_order"):
        end_outage(outage=outage, ends_at=NOW, by=ada, at=NOW + HOUR)


def test_only_the_directorate_keeps_the_ledger():
    with pytest.raises(Refusal, match="not_directorate"):
        register_outage(facts=FACTS, by=PersonFactory().user, at=NOW)
