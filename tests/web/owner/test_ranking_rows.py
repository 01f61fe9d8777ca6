"""The rows of the ranking are put together from texts: none of them can be anything else than text."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.applications.models import Application
from pafyll.apps.organisations.models import Organisation, Person
from tests.web.owner.test_owner_queries import office_with

pytestmark = pytest.mark.django_db
NAME, SHOWN = '<b>"O\'Neil" & {pk}', "&lt;b&gt;&quot;O&#x27;Neil&quot; &amp; {pk}"


@pytest.fixture
def office(clock: Any) -> Any:
    """Four applications, two of them with a place."""
    return office_with(4)


def page(office: Any, name: str) -> str:
    client = Client()
    client.force_login(office.officer)
    return client.get(reverse(f"owner:{name}")).content.decode()


@pytest.mark.parametrize("name", ["ranking", "send"])
def test_a_name_is_never_read_as_anything_else_than_a_name(office: Any, name: str) -> None:
    Person.objects.filter(applications__in=office.keys).update(last_name=NAME)
    Organisation.objects.filter(pk=Application.objects.get(pk=office.keys[0]).school_id).update(name=NAME)
    Application.objects.filter(pk__in=office.keys).update(offer_1=None, other_study_name=NAME)

    shown = page(office, name)

    assert NAME not in shown
    assert "<b>" not in shown
    assert shown.count(SHOWN) >= 3 * (4 if name == "ranking" else 2)


def test_whoever_stands_in_the_list_herself_sees_no_buttons_and_her_colleague_does(office: Any) -> None:
    assert page(office, "ranking").count('value="up:') == 2
    Application.objects.filter(pk=office.keys[0]).update(person=office.officer.person)

    shown = page(office, "ranking")
    office.officer = office.decider

    assert shown.count('value="up:') == 0
    assert shown.count("p-ranking__row") >= 2
    assert page(office, "ranking").count('value="up:') == 2
