"""Several send the same need in the same moment: it is sent once, and everybody gets the same receipt."""

from __future__ import annotations

from datetime import datetime

import pytest

from pafyll.apps.forums.models import FormVersion, NeedsNotification, NeedsReceipt
from pafyll.apps.forums.services.forms import begin_form
from pafyll.apps.forums.services.sending_needs import send_need
from pafyll.apps.organisations.models import RoleGrant
from pafyll.integrations.clock import OSLO
from tests.factories import (
    FormVersionFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.needs import ANSWERS
from tests.races import DONE, at_once, is_in_memory

NOW = datetime(2026, 3, 10, 10, tzinfo=OSLO)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _with_room():
    if is_in_memory():
        pytest.skip("a SQLite database in memory has one connection: nobody can race")


def _works(name, organisation, role):
    user = UserFactory(username=name)
    RoleGrantFactory(person=PersonFactory(user=user), role=role, organisation=organisation)
    return user


def test_a_need_that_eight_send_at_once_is_sent_once():
    need = NeedsNotificationFactory()
    partner = OrganisationFactory(provider=True)
    NeedsNotification.objects.filter(pk=need.pk).update(answers=ANSWERS | {"partners": [partner.number]})
    siri = _works("siri", need.owner, RoleGrant.Role.OWNER_DECIDER)
    given = []

    def press():
        given.append(send_need(need=NeedsNotification.objects.get(pk=need.pk), by=siri, at=NOW).pk)

    ended = at_once(*[press] * 8)

    assert ended == [DONE] * 8
    assert set(given) == {NeedsReceipt.objects.get().pk}


def test_two_who_begin_on_a_form_at_once_work_on_the_same_one():
    live = FormVersionFactory(live=True)
    tor = _works("tor", live.scheme_year.governor, RoleGrant.Role.COUNTY_GOVERNOR)

    ended = at_once(*[lambda: begin_form(scheme_year=live.scheme_year, by=tor, at=NOW)] * 4)

    assert ended == [DONE] * 4
    assert FormVersion.objects.filter(scheme_year=live.scheme_year, status="preview").count() == 1
