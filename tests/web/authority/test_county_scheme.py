"""A county authority runs the vocational scheme at the authorities' desk, and nothing else of that desk."""

from __future__ import annotations

import pytest
from django.test import Client

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services.scheme_years import start_scheme_year
from pafyll.apps.grants.models import Award, AwardChange, AwardReport
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal
from tests.factories.base import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
DESK = "/nasjonal/kollektiv/"


def client(key: str) -> Client:
    made = Client()
    made.force_login(User.objects.get(username=key))
    return made


def year_of_the_county() -> SchemeYear:
    return SchemeYear.objects.get(governor__kind=Organisation.Kind.COUNTY_AUTHORITY)


def test_gro_finds_her_scheme_and_the_pages_that_follow_it() -> None:
    gro, year = client("gro"), year_of_the_county()
    page = gro.get(DESK).content.decode()
    assert year.title in page
    assert "Behovskart" not in page
    assert "Kollektive ordninger" in client("gro").get("/eier/").content.decode()
    parts = ("", "tildelinger/", "utbetalinger/", "fordeling/", "skjema/", "konto/", "avstemming/", "kontroll/")
    for part in parts:
        assert gro.get(f"{DESK}ordning/{year.pk}/{part}").status_code == 200, part
    award = Award.objects.get(scheme_year=year)
    assert gro.get(f"{DESK}tildeling/{award.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["/nasjonal/", "/nasjonal/utbetalinger/", "/nasjonal/roller/", "/nasjonal/klager/"])
def test_the_rest_of_the_desk_is_closed_to_her(path: str) -> None:
    assert client("gro").get(path).status_code == 403


@pytest.mark.parametrize("key", ["siri", "ola", "vigdis", "nina", "kari"])
def test_a_municipality_a_private_owner_a_provider_and_a_teacher_run_nothing(key: str) -> None:
    assert client(key).get(DESK).status_code == 403


def test_what_the_governor_runs_is_not_there_even_where_the_county_is_awarded_money() -> None:
    gro = client("gro")
    governors = SchemeYear.objects.filter(governor__kind=Organisation.Kind.COUNTY_GOVERNOR)
    for year in governors:
        assert gro.get(f"{DESK}ordning/{year.pk}/").status_code in (403, 404), year
        assert gro.get(f"{DESK}ordning/{year.pk}/tildelinger/").status_code in (403, 404), year
    received = Award.objects.filter(recipient__kind=Organisation.Kind.COUNTY_AUTHORITY)
    assert received
    for award in received:
        assert gro.get(f"{DESK}tildeling/{award.pk}/").status_code == 404
        assert gro.get(f"{DESK}tildeling/{award.pk}/ubrukt/").status_code == 404
    report = AwardReport.objects.filter(award__in=received).first()
    change = AwardChange.objects.filter(award__in=received).first()
    assert report is not None
    assert change is not None
    assert gro.post(f"{DESK}rapport/{report.pk}/godkjenn/").status_code == 404
    assert gro.get(f"{DESK}endring/{change.pk}/").status_code == 404
    follow_up = gro.get(f"{DESK}oppfolging/").content.decode()
    assert str(governors[0].title) not in follow_up


def test_the_governor_does_not_see_what_the_county_runs() -> None:
    tor, year = client("tor"), year_of_the_county()
    assert tor.get(f"{DESK}ordning/{year.pk}/tildelinger/").status_code == 404
    assert tor.get(f"{DESK}tildeling/{Award.objects.get(scheme_year=year).pk}/").status_code == 404


def test_each_starts_only_the_schemes_that_are_theirs() -> None:
    county = year_of_the_county().governor
    governor = Organisation.objects.get(kind=Organisation.Kind.COUNTY_GOVERNOR)
    with pytest.raises(Refusal, match="not_their_scheme"):
        start_scheme_year(scheme="regional", year=2025, governor=county, by=User.objects.get(username="gro"), at=NOW)
    with pytest.raises(Refusal, match="not_their_scheme"):
        start_scheme_year(
            scheme="vocational_local", year=2025, governor=governor, by=User.objects.get(username="tor"), at=NOW
        )
    offered = client("gro").get(f"{DESK}ordning/ny/").content.decode()
    assert "vocational_local" in offered
    assert "competence_lift" not in offered
