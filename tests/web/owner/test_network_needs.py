"""A network's members read what it has notified; nobody else does, and nothing before it is sent."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.forums.services.sending_needs import send_need
from pafyll.apps.organisations.models import RoleGrant
from pafyll.integrations.clock import OSLO
from tests.factories import (
    FormVersionFactory,
    NeedsAttachmentFactory,
    NeedsNotificationFactory,
    OrganisationFactory,
    SchemeYearFactory,
)
from tests.factories.forums import ForumDisqualificationFactory
from tests.factories.needs import ANSWERS
from tests.fixtures.forum import a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=OSLO)
Role = RoleGrant.Role


def at(name, *args):
    return reverse(f"owner:{name}", args=args)


def as_(person):
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def storby(clock):
    return OrganisationFactory(municipality=True, name="Storby kommune")


@pytest.fixture
def ola(storby):
    return a_person("ola", Role.OWNER_DECIDER, storby)


@pytest.fixture
def siri(clock):
    return a_person("siri", Role.OWNER_OFFICER, OrganisationFactory(municipality=True, name="Fjordvik kommune"))


@pytest.fixture
def need(siri, storby):
    """Fjordvik hosts the network, and Storby is in it. Begun on, and not sent."""
    college = OrganisationFactory(provider=True, name="Høgskolen")
    form = FormVersionFactory(scheme_year=SchemeYearFactory(announced=True), live=True)
    together = {"applicant": "network", "on_behalf_of": [storby.number], "partners": [college.number]}
    fjordvik = siri.role_grants.get().organisation
    return NeedsNotificationFactory(form=form, owner=fjordvik, answers=ANSWERS | together)


@pytest.fixture
def sent(need, siri):
    send_need(need=need, by=siri.user, at=NOW)
    need.refresh_from_db()
    return need


def test_ola_finds_the_networks_need_in_his_list_and_reads_every_answer(sent, ola):
    page = as_(ola).get(at("notifications")).content.decode()
    assert "Behov fra nettverk dere er med i" in page
    assert at("network_need", sent.pk) in page

    page = as_(ola).get(at("network_need", sent.pk)).content.decode()

    assert "Fjordvik kommune sendte dette" in page
    assert ANSWERS["goals"] in page
    assert "Storby kommune" in page


def test_he_reads_what_was_sent_and_not_what_siri_is_writing_now(sent, ola):
    NeedsNotification.objects.filter(pk=sent.pk).update(answers=sent.answers | {"goals": "Noe som ikke er sendt"})

    page = as_(ola).get(at("network_need", sent.pk)).content.decode()

    assert ANSWERS["goals"] in page
    assert "Noe som ikke er sendt" not in page


def test_a_file_that_came_after_the_receipt_is_not_for_him(need, siri, ola):
    before = NeedsAttachmentFactory(notification=need, question="budget")
    send_need(need=need, by=siri.user, at=NOW)
    after = NeedsAttachmentFactory(notification=need, question="budget", sha256="f" * 64)

    assert as_(ola).get(at("network_need_file", need.pk, before.pk)).status_code == 200
    assert as_(ola).get(at("network_need_file", need.pk, after.pk)).status_code == 404


def test_he_may_neither_change_it_nor_send_it(sent, ola):
    client = as_(ola)

    assert client.get(at("notification", sent.pk)).status_code == 404
    assert client.post(at("withdraw_notification", sent.pk), {"why": "Vi vil ikke"}).status_code == 404
    assert client.post(at("check_notification", sent.pk)).status_code == 404
    assert "Se over og send" not in client.get(at("network_need", sent.pk)).content.decode()


def test_before_it_is_sent_and_after_it_is_withdrawn_nobody_but_siri_sees_it(need, ola):
    need.on_behalf_of.add(ola.role_grants.get().organisation)
    for status in ("draft", "withdrawn"):
        NeedsNotification.objects.filter(pk=need.pk).update(status=status)
        assert as_(ola).get(at("network_need", need.pk)).status_code == 404
        assert "Behov fra nettverk" not in as_(ola).get(at("notifications")).content.decode()


def test_an_owner_outside_the_network_never_sees_it(sent, clock):
    vigdis = as_(a_person("vigdis", Role.OWNER_OFFICER, OrganisationFactory(private_owner=True)))

    assert vigdis.get(at("network_need", sent.pk)).status_code == 404
    assert sent.title not in vigdis.get(at("notifications")).content.decode()


@pytest.mark.parametrize("whole_year", [False, True])
def test_one_in_the_network_who_is_disqualified_sees_nothing(sent, ola, whole_year):
    matter = sent.scheme_year.about if whole_year else sent.about
    ForumDisqualificationFactory(person=ola, matter=matter)

    assert as_(ola).get(at("network_need", sent.pk)).status_code == 404
    assert sent.title not in as_(ola).get(at("notifications")).content.decode()
