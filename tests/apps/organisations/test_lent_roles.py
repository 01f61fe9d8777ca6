"""What is lent ends with the lender's own."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Role, viewer_of
from pafyll.apps.organisations.services import delegate, end_role
from tests.factories.base import NOW

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def fjordvik(world):
    return Organisation.objects.get(name="Fjordvik kommune")


@pytest.fixture
def lent(siri, inger, fjordvik):
    """Siri lends her role to Inger from April to June."""
    return delegate(
        role=Role.OWNER_OFFICER,
        organisation=fjordvik,
        to=inger,
        starts_on=APRIL,
        ends_before=JUNE,
        reason="Permisjon",
        by=siri.user,
        at=NOW,
    )


def own(person, organisation):
    return RoleGrant.objects.get(person=person, organisation=organisation, role=Role.OWNER_OFFICER)


def works_for(person, organisation, day):
    return organisation.pk in viewer_of(person.user, day=day).ranks_for


def test_inger_loses_what_siri_lent_her_the_day_siri_loses_her_own(siri, marit, inger, fjordvik, lent):
    end_role(grant=own(siri, fjordvik), ends_before=MAY, why="Sluttet", by=marit.user, at=NOW)

    assert works_for(inger, fjordvik, date(2026, 4, 30))
    assert not works_for(inger, fjordvik, MAY)
    lent.refresh_from_db()
    assert (lent.ended_by, lent.ended_why) == (marit.user, "Sluttet")


def test_what_has_not_begun_never_begins(siri, marit, inger, fjordvik, lent):
    end_role(grant=own(siri, fjordvik), ends_before=date(2026, 3, 20), why="Sluttet", by=marit.user, at=NOW)

    assert not any(works_for(inger, fjordvik, day) for day in (APRIL, date(2026, 4, 15), MAY))


def test_what_ends_before_stands(siri, marit, inger, fjordvik, lent):
    end_role(grant=own(siri, fjordvik), ends_before=date(2026, 7, 1), why="Sluttet", by=marit.user, at=NOW)

    lent.refresh_from_db()
    assert (lent.ends_before, lent.ended_by) == (JUNE, None)
