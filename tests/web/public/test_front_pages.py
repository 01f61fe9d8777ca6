"""What everyone meets first: the front page, deadlines, rules, words, errors, and the way in and out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.allocation import known_rulesets, published_text, rules_hash, ruleset
from pafyll.web.public.views.errors import server_error
from tests.factories.people import RoleGrantFactory, UserFactory
from tests.factories.rounds import RoundFactory

pytestmark = pytest.mark.django_db


def text_of(page: Any) -> str:
    return page.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-15", "Søknaden åpner 1. februar 2026"),
        ("2026-02-01", "Søknaden er åpen til og med 1. mars 2026"),
        ("2026-03-01", "Søknaden er åpen til og med 1. mars 2026"),
        ("2026-03-02", "Skoleeierne prioriterer søknadene"),
        ("2026-03-15", "Skoleeierne prioriterer søknadene"),
        ("2026-03-16", "Plassene fordeles"),
    ],
)
def test_the_front_page_says_what_goes_on_today(client: Client, clock: Any, day: str, said: str) -> None:
    RoundFactory(study_year=2026)
    clock.move_to(day)

    assert said in text_of(client.get("/"))


def test_the_front_page_says_when_no_round_is_announced(client: Client, clock: Any) -> None:
    RoundFactory(draft=True)

    assert "Ingen søknadsrunde er kunngjort" in text_of(client.get("/"))


def test_an_allocated_round_is_spoken_of_as_allocated(client: Client, clock: Any) -> None:
    RoundFactory(study_year=2026, allocated=True)
    clock.move_to("2026-05-02")

    assert "Plassene for 2026/27 er fordelt" in text_of(client.get("/"))


def test_everyone_has_a_way_in_from_the_front_page(client: Client) -> None:
    page = text_of(client.get("/"))

    for role in ("Jeg er lærer", "Jeg er rektor eller skoleeier", "Jeg gir studier eller forvalter ordningen"):
        assert role in page


def test_the_deadlines_come_from_the_round(client: Client, clock: Any) -> None:
    RoundFactory(study_year=2026)

    page = text_of(client.get("/frister/"))

    assert "1. februar – 1. mars 2026" in page
    assert "2. mars – 15. mars 2026" in page
    assert "Innen 31. mai 2026" in page


def test_a_draft_round_shows_no_deadlines(client: Client) -> None:
    RoundFactory(draft=True)

    assert "Ingen søknadsrunde er kunngjort" in text_of(client.get("/frister/"))


@pytest.mark.parametrize("code", known_rulesets())
def test_the_rule_page_says_every_sentence_of_the_rules_that_are_executed(client: Client, code: str) -> None:
    page = client.get(f"/regler/{code}/")
    shown = [
        line for section in page.context["sections"] for block in section.blocks for line in (block.head, *block.lines)
    ]

    assert shown == [text for section in published_text(ruleset(code)) for text in section.sentences]
    assert rules_hash(ruleset(code)) in text_of(page)


def test_rules_that_do_not_exist_are_not_found(client: Client) -> None:
    assert client.get("/regler/1999-00/").status_code == 404


def test_the_glossary_is_searched_in_norwegian_and_english(client: Client) -> None:
    assert "skoleeier" in text_of(client.get("/ordliste/", {"sok": "school owner"}))
    assert "Ingen ord passer" in text_of(client.get("/ordliste/", {"sok": "finnesikke"}))


@pytest.mark.parametrize(
    "address", ["/om/", "/personvern/", "/tilgjengelighet/", "/stilguide/", "/logg-inn/", "/regler/"]
)
def test_the_other_pages_open(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_without_log_in_as_the_log_in_page_says_that_it_is_not_connected(client: Client, settings: Any) -> None:
    settings.LOG_IN_AS = False

    assert "Innlogging er ikke koblet til ennå." in text_of(client.get("/logg-inn/"))


def test_log_in_never_sends_anyone_to_another_site(client: Client) -> None:
    assert "/utvikling/?next=" not in text_of(client.get("/logg-inn/", {"next": "https://evil.example/"}))
    assert "/utvikling/?next=/min/" in text_of(client.get("/logg-inn/", {"next": "/min/"}))


def test_logging_out_takes_a_post(client: Client) -> None:
    client.force_login(UserFactory())

    assert client.get("/logg-ut/").status_code == 405
    answer = client.post("/logg-ut/")
    assert answer.status_code == 303
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_the_language_is_remembered_for_the_browser_and_for_the_user(client: Client) -> None:
    user = UserFactory(language="nb")
    client.force_login(user)

    response = client.post("/malform/", {"language": "nn", "next": "/frister/"})

    user.refresh_from_db()
    assert (response.status_code, response["Location"], user.language) == (303, "/frister/", "nn")
    assert '<html lang="nn"' in text_of(client.get("/"))


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_never_sends_anyone_to_another_site(client: Client, address: str) -> None:
    assert client.post("/malform/", {"language": "nn", "next": address})["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    assert "django_language" not in client.post("/malform/", {"language": "xx"}).cookies


def test_a_page_that_does_not_exist_says_what_to_do(client: Client) -> None:
    page = client.get("/finnes-ikke/")

    assert page.status_code == 404
    assert "Vi finner ikke siden" in text_of(page)
    assert "Gå til forsiden" in text_of(page)


def test_a_form_without_its_key_says_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post("/malform/", {"language": "nn"})

    assert page.status_code == 403
    assert "Skjemaet ble ikke sendt" in text_of(page)


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(("language", "words"), [("nb", "Feilen ligger hos oss"), ("nn", "Feilen ligg hos oss")])
def test_the_page_for_our_own_faults_needs_no_database(language: str, words: str) -> None:
    with translation.override(language):
        page = server_error(RequestFactory().get("/"))

    assert page.status_code == 500
    assert words in text_of(page)


def test_the_frame_says_who_is_logged_in_and_where_she_can_go(world: None, as_kari: Client) -> None:
    page = text_of(as_kari.get("/"))

    assert "Kari" in page
    assert "Min videreutdanning" in page
    assert "Logg ut" in page


def test_no_page_has_inline_script_or_style(client: Client) -> None:
    for address in ("/", "/studier/", "/stilguide/", "/frister/", "/utvikling/"):
        page = text_of(client.get(address))
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " onclick=" not in page


def test_someone_with_two_roles_sees_the_one_she_acts_in(client: Client) -> None:
    teacher = RoleGrantFactory(role=RoleGrant.Role.TEACHER, organisation__name="Nes skole")
    RoleGrantFactory(person=teacher.person, role=RoleGrant.Role.PRINCIPAL, organisation__name="Lia skole")
    client.force_login(teacher.person.user)

    assert "rektor, Lia skole og 1 rolle til" in text_of(client.get("/skole/"))
    assert "Skolen min" in text_of(client.get("/"))
    assert "Min videreutdanning" in text_of(client.get("/"))
