"""Ada and the appeals body may never start a scheme, keep a forum or distribute: they are told why, with no form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import OrganisationFactory
from tests.fixtures.forum import a_person

PAGES = ("new_scheme_year", "new_forum", "distributions")


@pytest.fixture(params=["directorate_officer", "appeals_officer"])
def outsider(request, county):
    body = OrganisationFactory(directorate=True) if request.param == "directorate_officer" else OrganisationFactory()
    return a_person("innom", request.param, body).user


@pytest.mark.parametrize("page", PAGES)
def test_who_runs_no_scheme_gets_the_reason(client, outsider, page):
    client.force_login(outsider)

    answer = client.get(reverse(f"authority:{page}"))

    assert answer.status_code == 403
    assert "Bare de som arbeider for en statsforvalter" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_tor_gets_the_page(client, county, page):
    client.force_login(county.user("tor"))

    assert client.get(reverse(f"authority:{page}")).status_code == 200


def test_no_link_leads_ada_to_a_page_that_she_may_not_use(client, county):
    client.force_login(a_person("ada", "directorate_officer", OrganisationFactory(directorate=True)).user)

    shown = client.get(reverse("authority:scheme_years")).content.decode()

    assert reverse("authority:distributions") not in shown
    assert reverse("authority:new_scheme_year") not in shown
