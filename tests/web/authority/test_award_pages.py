"""Tor, Turid and Siri in the browser, without JavaScript: recommended, departed from, decided, reported."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pafyll.apps.grants.models import Award
from pafyll.apps.organisations.models import RoleGrant
from tests.factories import AwardFactory, AwardReportFactory, OrganisationFactory
from tests.factories.forums import SchemeYearFactory
from tests.fixtures.forum import a_person

Role = RoleGrant.Role


def text(response) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def to(name, *args) -> str:
    return reverse(f"authority:{name}", args=args)


@pytest.fixture
def place(db, clock):
    year = SchemeYearFactory(
        closed=True,
        appropriation=1_000_000,
        own_contribution_percent=30,
        own_contribution_base="owner_award",
        own_contribution_source="Brev",
    )
    town = OrganisationFactory(municipality=True, name="Fjordvik kommune")
    year.governor.county_code = town.county_code
    year.governor.save()
    people = {
        "tor": a_person("tor", Role.COUNTY_GOVERNOR, year.governor),
        "turid": a_person("turid", Role.COUNTY_GOVERNOR, year.governor),
        "siri": a_person("siri", Role.OWNER_OFFICER, town),
        "ola": a_person("ola", Role.OWNER_OFFICER, OrganisationFactory(municipality=True)),
        "far": a_person("far", Role.COUNTY_GOVERNOR, OrganisationFactory(county_governor=True)),
    }

    def as_(key) -> Client:
        client = Client()
        client.force_login(people[key].user)
        return client

    return year, town, as_


def test_from_recommendation_to_an_accepted_report(place):
    year, town, as_ = place
    tor, turid, siri = as_("tor"), as_("turid"), as_("siri")
    given = {"recipient": town.pk, "kroner": 400_000, "purpose": "Lesing på alle trinn"}
    assert tor.post(to("new_award", year.pk), given).status_code == 303
    award = Award.objects.get()

    changed = {"amount": 350_000, "purpose": award.purpose}
    refused = tor.post(to("edit_award", award.pk), changed)
    assert refused.status_code == 422
    assert "Skriv hvorfor beløpet er et annet" in text(refused)
    assert tor.post(to("edit_award", award.pk), changed | {"grounds": "Kortere tiltak."}).status_code == 303

    parts = {"first_percent": 50, "first_due": "2026-06-01", "first_needs": "own_contribution"}
    assert "Skriv når resten kan betales" in text(tor.post(to("ready_award", award.pk), parts))
    whole = parts | {"second_due": "2026-11-02", "second_needs": "midterm_report"}
    assert tor.post(to("ready_award", award.pk), whole).status_code == 303

    assert "En kollega må vedta den" in text(tor.get(to("awards", year.pk)))
    page = text(turid.get(to("decide_awards", year.pk)))
    assert "1 mottaker får til sammen 350 000 kr" in page
    assert "1 tildeling avviker fra innstillingen, med begrunnelse." in page
    assert turid.post(to("decide_awards", year.pk)).status_code == 303

    own = text(siri.get(reverse("owner:award", args=[award.pk])))
    assert "Egenfinansieringen mangler 105 000 kr." in own
    entered = {"kind": "money", "amount": 105_000, "what": "Frikjøp"}
    assert siri.post(reverse("owner:award", args=[award.pk]), entered).status_code == 303
    report = {"used": 300_000, "own_contribution": 105_000, "teachers": 41, "edition": 0}
    address = reverse("owner:award_report", args=[award.pk, "sluttrapport"])
    unsent = siri.post(address, report | {"send": 1})
    assert unsent.status_code == 422
    assert "50 000 kr er ikke brukt, og rapporten sier ikke hvorfor." in text(unsent)
    kept = award.reports.get()
    report |= {"unused_because": "En samling ble avlyst.", "edition": kept.edition, "send": 1}
    assert siri.post(address, report).status_code == 303

    assert "41" in text(tor.get(to("award", award.pk)))
    assert tor.post(to("accept_award_report", kept.pk)).status_code == 303
    award.refresh_from_db()
    assert award.status == "reported"


def test_nobody_else_gets_in(place):
    year, town, as_ = place
    given = {"recipient": town.pk, "kroner": 400_000, "purpose": "Lesing"}
    as_("tor").post(to("new_award", year.pk), given)
    award = Award.objects.get()

    for key in ("siri", "ola"):
        assert as_(key).get(to("award", award.pk)).status_code == 403
        assert as_(key).get(reverse("owner:award", args=[award.pk])).status_code == 404
    for name, pk in (("awards", year.pk), ("new_award", year.pk), ("award", award.pk), ("edit_award", award.pk)):
        assert as_("far").get(to(name, pk)).status_code == 404


def test_a_report_can_be_sent_back_with_what_must_be_mended(place):
    year, town, as_ = place

    award = AwardFactory(decided=True, scheme_year=year, recipient=town)
    report = AwardReportFactory(award=award, sent=True)
    assert as_("tor").post(to("return_award_report", report.pk), {"why": "Skriv hvor mange."}).status_code == 303

    page = text(as_("siri").get(reverse("owner:award_report", args=[award.pk, "sluttrapport"])))
    assert "Må rettes: Skriv hvor mange." in page
