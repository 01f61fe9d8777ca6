"""Selma helps people: she finds them, sees why, and sees their pages without being able to do anything there."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import RoleGrant

SUPPORT = "/brukerstotte/mennesker/"
WHY = "Kari ringte og fant ikke kvitteringen sin."


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def see_as(as_selma, kari):
    """Selma sees the pages as Kari does."""
    assert as_selma.post(f"{SUPPORT}{kari.pk}/se-som/", {"why": WHY}).status_code == 303
    return as_selma


@pytest.mark.parametrize("by", ["name", "email", "application", "decision"])
def test_selma_finds_kari_by(as_selma, kari, by):
    application = Application.objects.filter(person=kari).order_by("round__study_year").first()
    from pafyll.apps.casework.models import Decision

    words = {
        "name": "kari nordvik",
        "email": "kari@example.no",
        "application": application.number,
        "decision": Decision.objects.filter(about=application.about).values_list("case_number", flat=True).first(),
    }

    assert f"{SUPPORT}{kari.pk}/" in text(as_selma.get(SUPPORT, {"sok": words[by]}))


def test_she_sees_why_kari_got_the_answer_that_she_got_and_kari_sees_that_she_looked(as_selma, as_kari, kari):
    page = text(as_selma.get(f"{SUPPORT}{kari.pk}/"))

    assert "Hvorfor? Svaret på" in page
    assert "Det siste som har skjedd" in page
    seen = text(as_kari.get("/hvem-har-sett-meg/"))
    assert "Selma Rustad" in seen
    assert "oversikten i brukerstøtten" in seen


def test_nobody_else_gets_in(as_ada, as_siri, as_kari, kari, client):
    for who in (as_ada, as_siri, as_kari):
        for path in (SUPPORT, f"{SUPPORT}{kari.pk}/"):
            assert who.get(path).status_code == 403
        assert who.post(f"{SUPPORT}{kari.pk}/se-som/", {"why": WHY}).status_code == 403
    assert client.get(SUPPORT).status_code == 302


def test_without_a_reason_she_does_not_see_as_kari(as_selma, kari):
    answer = as_selma.post(f"{SUPPORT}{kari.pk}/se-som/", {"why": "ja"})

    assert answer.status_code == 422
    assert not Event.objects.filter(verb="seen_as").exists()


def test_she_sees_karis_pages_with_a_banner_and_kari_reads_why(see_as, as_kari, kari):
    page = text(see_as.get("/min/"))

    assert f"Du ser sidene som {kari}" in page
    assert "Slutt å se som personen" in page
    assert WHY in text(as_kari.get("/hvem-har-sett-meg/"))
    assert "Du ser sidene som" not in text(as_kari.get("/min/"))


@pytest.mark.parametrize(
    "path", ["/mine-opplysninger/", "/mine-opplysninger/alt.json", "/mine-opplysninger/slett/", "/varsler/", SUPPORT]
)
def test_what_is_for_kari_alone_is_not_for_selma(see_as, path):
    assert see_as.get(path).status_code == 403


def test_she_can_do_nothing_as_kari(see_as, kari):
    application = Application.objects.filter(person=kari).order_by("-round__study_year").first()
    before = Event.objects.count()

    for path in (f"/min/soknad/{application.pk}/trekk/", "/min/kvalifikasjoner/studiepoeng/", "/malform/"):
        assert see_as.post(path, {}).status_code == 403, path
    assert Event.objects.count() == before


def test_she_stops_and_is_herself(see_as, kari):
    answer = see_as.post("/se-som/slutt/")

    assert answer.url == f"{SUPPORT}{kari.pk}/"
    assert see_as.get("/min/").status_code == 403
    assert see_as.get(SUPPORT).status_code == 200


def test_it_ends_after_half_an_hour_and_when_the_role_ends(see_as, clock, selma):
    RoleGrant.objects.filter(person=selma).update(ends_before="2026-03-10")
    assert see_as.get("/min/").status_code == 403


def test_after_half_an_hour_she_is_herself(see_as, clock):
    clock.move_to("2026-03-11")

    assert see_as.get("/min/").status_code == 403
    assert see_as.get(SUPPORT).status_code == 200


def test_nobody_sees_as_herself_or_as_another_in_support(as_selma, selma):
    assert as_selma.post(f"{SUPPORT}{selma.pk}/se-som/", {"why": WHY}).status_code == 422
