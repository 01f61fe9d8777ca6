"""Needs, staff, qualifications and deviations in the browser's place: what each of the cast meets and can do."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CreditsHeld, Deviation, SubjectTaught
from pafyll.apps.planning.queries.facts import known_of
from pafyll.domain.rules.qualification import LACKS
from pafyll.integrations.clock import today
from tests.factories import RoleGrantFactory


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def lacking_in_fjordvik() -> SubjectTaught:
    """Something taught this year by someone who lacks the credits, at a school of Fjordvik's."""
    rows = SubjectTaught.objects.filter(school__parent__name="Fjordvik kommune", school_year=2025)
    known = known_of(Person.objects.filter(pk__in=rows.values("person")))
    return next(
        row
        for row in rows.order_by("-pk")
        if known.standing(
            row.person_id, school=row.school_id, subject=row.subject, stage=row.stage, day=today()
        ).verdict
        == LACKS
    )


def test_siri_sees_the_map_follows_a_figure_to_people_and_the_files_follow_the_filters(as_siri):
    page = text_of(as_siri.get("/eier/behov/?fag=mathematics"))
    assert "Behovskart for Fjordvik kommune" in page
    assert "Kan ikke sammenlignes" not in page
    assert "Statistisk sentralbyrå" in page

    people = text_of(as_siri.get("/eier/behov/personer/?fag=mathematics&svar=lacks"))
    assert "Kari Nordvik" in people

    table = as_siri.get("/eier/behov/csv/?fag=mathematics").content.decode("utf-8-sig").splitlines()
    assert len(table) > 1
    assert all(";Matematikk;" in line for line in table[1:])
    book = ZipFile(BytesIO(as_siri.get("/eier/behov/excel/?fag=mathematics").content))
    shared = book.read("xl/sharedStrings.xml").decode()
    assert "Matematikk" in shared
    assert "Engelsk" not in shared


def test_ola_meets_his_own_people_and_none_of_siris(as_ola):
    page = text_of(as_ola.get("/eier/behov/personer/?svar="))

    assert "Kari Nordvik" not in page
    assert "Fjordvik" not in page


@pytest.mark.parametrize(
    ("client", "address"),
    [("as_leif", "/tillitsvalgt/behov/"), ("as_tor", "/nasjonal/behov/"), ("as_ada", "/nasjonal/behov/?kart=landet")],
)
def test_those_who_see_figures_meet_no_names(request, client, address):
    page = text_of(request.getfixturevalue(client).get(address))

    main = page[page.index("<main") : page.index("</main>")]
    names = Person.objects.filter(subjects_taught__isnull=False).distinct()
    assert [str(person) for person in names if str(person) in main] == []
    assert "under 5 lærere" in main


def test_the_appeals_officer_has_no_map(as_astrid):
    assert as_astrid.get("/nasjonal/behov/").status_code == 403


def test_kari_writes_vekttall_and_per_confirms_it(as_kari, as_per, kari):
    page = text_of(as_kari.get("/min/kvalifikasjoner/"))
    assert "mangler 30 studiepoeng" in page

    sent = {"subject": "mathematics", "credits": "10", "unit": "vekttall"}
    assert as_kari.post("/min/kvalifikasjoner/studiepoeng/", sent).status_code == 303

    held = CreditsHeld.objects.get(person=kari, subject="mathematics")
    assert (held.credits, held.is_confirmed) == (30, False)
    assert "ikke bekreftet" in text_of(as_kari.get("/min/kvalifikasjoner/"))
    assert "venter på bekreftelse" in text_of(as_per.get("/skole/ansatte/"))

    assert as_per.post(f"/skole/ansatte/{kari.pk}/bekreft/mathematics/").status_code == 303
    held.refresh_from_db()
    assert held.is_confirmed
    assert "bekreftet" in text_of(as_per.get(f"/skole/ansatte/{kari.pk}/"))


def test_what_kari_wrote_by_mistake_is_undone_from_the_history(as_kari, kari):
    as_kari.post("/min/kvalifikasjoner/studiepoeng/", {"subject": "music", "credits": "7,5", "unit": "credits"})
    page = text_of(as_kari.get("/min/kvalifikasjoner/"))
    address = page[page.index("/min/kvalifikasjoner/angre/") :].split('"')[0]

    assert as_kari.post(address).status_code == 303

    assert not CreditsHeld.objects.filter(person=kari, subject="music").exists()


@pytest.mark.parametrize("credits", ["mye", "", "-3", "7,3"])
def test_odd_numbers_get_an_answer_at_the_field(as_kari, credits):
    response = as_kari.post(
        "/min/kvalifikasjoner/studiepoeng/", {"subject": "music", "credits": credits, "unit": "credits"}
    )

    assert response.status_code == 422
    assert "id_credits_error" in response.content.decode()


def test_per_writes_next_years_timetable_from_this_years(as_per, kari):
    assert "Kopier fjorårets fag" in text_of(as_per.get("/skole/ansatte/?ar=2026"))
    assert "Kari Nordvik" in text_of(as_per.get("/skole/ansatte/kopier/?ar=2026"))
    assert as_per.post("/skole/ansatte/kopier/?ar=2026").status_code == 303
    assert SubjectTaught.objects.filter(person=kari, school_year=2026).count() == 2

    sent = {"subject": "mathematics", "stage": "1-7", "hours": "6,5"}
    assert as_per.post(f"/skole/ansatte/{kari.pk}/fag/?ar=2026", sent).status_code == 303
    row = SubjectTaught.objects.get(person=kari, school_year=2026, subject="mathematics")
    assert str(row.hours_per_week) == "6.5"

    assert as_per.post(f"/skole/ansatte/{kari.pk}/fag/{row.pk}/ta-ut/?ar=2026").status_code == 303
    assert not SubjectTaught.objects.filter(pk=row.pk).exists()


def test_per_does_not_reach_the_staff_of_other_schools(as_per):
    other = Person.objects.filter(employments__workplace__name="Nes skole").first()

    assert as_per.get(f"/skole/ansatte/{other.pk}/").status_code == 404


def test_marit_decides_a_deviation_after_seeing_who_else_could(as_marit, as_siri):
    taught = lacking_in_fjordvik()
    address = reverse("owner:decide_deviation", args=[taught.pk])
    assert as_siri.get(address).status_code == 200  # Marit has lent Siri her role in March
    assert "Hvem ved skolen oppfyller kravet?" in text_of(as_marit.get(address))

    assert as_marit.post(address, {"grounds": "Ingen søkere."}).status_code == 422
    response = as_marit.post(address, {"grounds": "Ingen søkere.", "is_distributed": "on"})

    assert response.status_code == 303
    made = Deviation.objects.latest("pk")
    assert (made.person_id, made.grounds) == (taught.person_id, "Ingen søkere.")
    page = text_of(as_marit.get(response["Location"]))
    assert "gjelder" in page
    assert as_marit.post(f"{response['Location']}avslutt/", {"why": "Ny lærer."}).status_code == 303
    made.refresh_from_db()
    assert made.ended_why == "Ny lærer."


def test_ola_does_not_reach_a_deviation_of_fjordviks(as_ola):
    theirs = Deviation.objects.filter(owner__name="Fjordvik kommune").first()

    assert as_ola.get(f"/eier/avvik/{theirs.pk}/").status_code == 404
    assert as_ola.get(reverse("owner:decide_deviation", args=[lacking_in_fjordvik().pk])).status_code == 404


def test_siri_sets_the_owners_own_assumption_and_the_map_says_so(as_siri):
    sent = {"age": "67", "years": "3", "grounds": "Slik har det vært."}
    assert as_siri.post("/eier/behov/antakelse/", sent).status_code == 303

    page = text_of(as_siri.get("/eier/behov/"))
    assert "67 år, innen 3 år" in page
    assert "«Slik har det vært.»" in page


@pytest.mark.django_db
def test_the_map_of_an_owner_without_staff_says_what_to_do(client_of, clock):
    officer = RoleGrantFactory(owner_officer=True).person

    page = text_of(client_of(officer).get("/eier/behov/"))

    assert "Det er ikke registrert hva noen underviser i ennå" in page
